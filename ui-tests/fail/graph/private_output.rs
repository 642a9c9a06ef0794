//! What a node gives is known wherever a graph has it: a private output is for graphs of its own module.

#![allow(private_interfaces, unused)]

use depgraph::{Hold, Output, graph, hold, manifold};

mod vault {
    use super::*;

    #[derive(Clone, Output)]
    struct Secret;

    #[manifold(outputs = [Secret])]
    pub fn open() -> Hold<Secret> {
        hold(Secret)
    }
}

graph! {
    pub Agent {
        vault: vault::open,
    }
}

fn main() {}
