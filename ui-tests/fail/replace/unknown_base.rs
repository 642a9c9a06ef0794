//! A path that does not resolve is for rustc to explain.

#![allow(unused)]

use depgraph::{Hold, Latest, Output, Watch, graph, hold, manifold, validate};
use depgraph_ui_tests::{settings, storage, watchers, web};

graph! {
    pub TestAgent(file: String) = depgraph_ui_tests::Agnet(file) {
        store: storage::open("test.db".to_owned()),
    }
}

fn main() {}
