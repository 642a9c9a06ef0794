//! The base is another graph.

#![allow(unused)]

use depgraph::{Hold, Latest, Output, Watch, graph, hold, manifold, validate};
use depgraph_ui_tests::{settings, storage, watchers, web};

graph! {
    pub Agent = Agent {
        store: storage::open("test.db".to_owned()),
    }
}

fn main() {}
