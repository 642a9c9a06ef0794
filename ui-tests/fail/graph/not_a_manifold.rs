//! A node is of a manifold; a plain function is none.

#![allow(unused)]

use depgraph::{Hold, Latest, Output, Watch, graph, hold, manifold, validate};
use depgraph_ui_tests::{settings, storage, watchers, web};

pub fn plain(first: u32) -> Hold<u32> {
    hold(first)
}

graph! {
    pub Agent {
        settings: plain(1),
    }
}

fn main() {}
