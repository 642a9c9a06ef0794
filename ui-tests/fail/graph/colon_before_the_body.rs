//! Nothing stands between the name of a graph and its body.

#![allow(unused)]

use depgraph::{Hold, Latest, Output, Watch, graph, hold, manifold, validate};
use depgraph_ui_tests::{settings, storage, watchers, web};

graph! {
    pub Agent: {
        settings: settings::watch(1),
    }
}

fn main() {}
