//! What is replaced is a node of the base.

#![allow(unused)]

use depgraph::{Hold, Latest, Output, Watch, graph, hold, manifold, validate};
use depgraph_ui_tests::{settings, storage, watchers, web};

graph! {
    pub TestAgent = depgraph_ui_tests::Agent("x".to_owned()) {
        stoer: storage::open("test.db".to_owned()),
    }
}

fn main() {}
