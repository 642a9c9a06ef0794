//! The new name of a manifold is a word, and no text.

#![allow(unused)]

use depgraph::{Hold, graph, hold, manifold};

#[manifold(as = "Idle")]
pub fn idle() -> Hold<()> {
    hold(())
}

graph! {
    pub Agent {
        idle: Idle,
    }
}

fn main() {}
