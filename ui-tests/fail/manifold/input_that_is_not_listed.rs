//! An input is listed; where it is not, nothing is said of the configuration of a node.

#![allow(unused)]

use std::io;

use depgraph::{Exit, Hold, Latest, Output, Publish, Run, Stop, Watch, graph, hold, manifold};

#[derive(Clone, PartialEq, Output)]
pub struct Settings(u32);

#[derive(Clone, PartialEq, Output)]
pub struct Store(u32);

#[manifold(outputs = [Store])]
pub fn open(settings: Settings, limit: u32) -> Hold<Store> {
    hold(Store(limit))
}

graph! {
    pub Agent(limit: u32) {
        store: open(limit),
        other?: open(Some(limit)),
    }
}

fn main() {}
