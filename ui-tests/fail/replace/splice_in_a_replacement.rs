//! A graph that replaces nodes of another cannot splice.

#![allow(unused)]

use depgraph::{Hold, Latest, Output, Watch, graph, hold, manifold, validate};
use depgraph_ui_tests::{settings, storage, watchers, web};

graph! {
    pub TestAgent(file: String) = depgraph_ui_tests::Agent(file) {
        ..depgraph_ui_tests::Common(1),
        store: storage::open("test.db".to_owned()),
    }
}

fn main() {}
