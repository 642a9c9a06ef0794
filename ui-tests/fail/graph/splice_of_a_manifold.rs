//! What is spliced is a graph; a node of a manifold has a name.

#![allow(unused)]

use depgraph::{Hold, Latest, Output, Watch, graph, hold, manifold, validate};
use depgraph_ui_tests::{settings, storage, watchers, web};

graph! {
    pub Agent {
        ..settings::watch,
    }
}

fn main() {}
