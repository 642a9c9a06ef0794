//! A node is replaced once.

#![allow(unused)]

use depgraph::{Hold, Latest, Output, Watch, graph, hold, manifold, validate};
use depgraph_ui_tests::{settings, storage, watchers, web};

graph! {
    pub TestAgent(file: String) = depgraph_ui_tests::Agent(file) {
        store: storage::open("one.db".to_owned()),
        store: storage::open("two.db".to_owned()),
    }
}

fn main() {}
