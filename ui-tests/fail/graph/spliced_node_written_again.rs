//! To have a node of one's own in place of one that is spliced is to replace that, and not to splice the graph.

#![allow(unused)]

use depgraph::{Hold, Latest, Output, Watch, graph, hold, manifold, validate};
use depgraph_ui_tests::{settings, storage, watchers, web};

graph! {
    pub Agent {
        settings: settings::watch(3),
        store: storage::open("main.db".to_owned()),
    }
}

graph! {
    pub TestAgent {
        ..Agent,
        settings: settings::watch(0),
    }
}

fn main() {}
