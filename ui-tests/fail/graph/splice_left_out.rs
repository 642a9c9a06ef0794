//! A spliced graph is there always; its nodes can be left out.

#![allow(unused)]

use depgraph::{Hold, Latest, Output, Watch, graph, hold, manifold, validate};
use depgraph_ui_tests::{settings, storage, watchers, web};

graph! {
    Common(first: u32) {
        settings: settings::watch(first),
    }
}

graph! {
    pub Agent {
        ..Common?(1),
        store: storage::open("main.db".to_owned()),
    }
}

fn main() {}
