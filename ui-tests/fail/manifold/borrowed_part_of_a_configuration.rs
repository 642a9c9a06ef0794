//! A configuration owns what it holds: that of a node borrows from nobody.

#![allow(unused)]

use depgraph::{Hold, graph, hold, manifold};

#[manifold]
pub fn greet(name: Option<&str>) -> Hold<()> {
    hold(())
}

graph! {
    pub Agent {
        greeter: greet(None),
    }
}

fn main() {}
