//! What a node is given outlives every borrow; only the configuration as a whole can be lent to a run.

#![allow(unused)]

use depgraph::{Hold, hold, manifold};

#[manifold]
pub fn open(name: Option<&str>) -> Hold<u8> {
    hold(1)
}

fn main() {}
