//! An input is what a node provides: what a program is configured with is none.

#![allow(unused)]

use depgraph::{Hold, hold, manifold};

#[manifold(inputs = [port])]
pub fn serve(port: u16) -> Hold<()> {
    hold(())
}

fn main() {}
