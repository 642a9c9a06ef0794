//! A node can have the name of a keyword, and is found by it.

#![allow(unused)]

use depgraph::{Hold, Output, graph, hold, manifold};
use depgraph_ui_tests::{settings, storage, web};

graph! {
    pub Agent {
        type: settings::watch(1),
        fn: storage::open("main.db".to_owned()) { settings: typ },
    }
}

fn main() {}
