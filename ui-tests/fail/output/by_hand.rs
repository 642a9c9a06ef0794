//! What tells an output from every other is written by its derive.

#![allow(unused)]

use depgraph::{Hold, Output, graph, hold, manifold};

#[derive(Clone)]
pub struct Store;

impl Output for Store {}

#[manifold(outputs = [Store])]
pub fn open() -> Hold<Store> {
    hold(Store)
}

graph! {
    pub Agent {
        store: open,
    }
}

fn main() {}
