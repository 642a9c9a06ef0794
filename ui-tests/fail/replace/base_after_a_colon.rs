//! The graph of which nodes are replaced stands after `=`.

#![allow(unused)]

use depgraph::{Hold, Latest, Output, Watch, graph, hold, manifold, validate};
use depgraph_ui_tests::{settings, storage, watchers, web};

graph! {
    pub Agent {
        settings: settings::watch(1),
    }
}

graph! {
    Test: Agent {
        settings: settings::watch(2),
    }
}

fn main() {}
