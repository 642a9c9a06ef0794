//! What is wrong with a manifold is said where that is, and not where a node of it may be left out.

#![allow(unused)]

use depgraph::{Hold, graph, hold, manifold};

#[manifold]
pub fn count(from: &mut u8) -> Hold<u8> {
    hold(*from)
}

graph! {
    pub Agent(from: Option<u8>) {
        count?: count(from),
    }
}

fn main() {}
