//! Arguments are separated by commas, and what is behind another sign is read, too.

#![allow(unused)]

use std::io;

use depgraph::{Exit, Hold, Latest, Output, Publish, Run, Stop, Watch, graph, hold, manifold};

#[derive(Clone, PartialEq, Output)]
pub struct Settings(u32);

#[derive(Clone, PartialEq, Output)]
pub struct Store(u32);

#[manifold(outputs = [Store]; as = Open)]
pub fn open() -> Hold<Store> {
    hold(Store(1))
}

graph! {
    pub Agent {
        store: Open,
    }
}

fn main() {}
