//! A spliced graph is there always; its nodes can be left out.

#![allow(unused)]

use depgraph::{Hold, Latest, Output, Watch, graph, hold, manifold, validate};
use depgraph_ui_tests::{settings, storage, watchers, web};

graph! {
    Common {
        settings: settings::watch(1),
    }
}

graph! {
    pub Agent {
        ..Common?,
        store: storage::open("main.db".to_owned()),
    }
}

fn main() {}
