//! Of several conditions, the one is named that closes the cycle.

#![allow(unused)]

use depgraph::{Hold, Latest, Output, Watch, graph, hold, manifold, validate};
use depgraph_ui_tests::{settings, storage, watchers, web};

graph! {
    pub Agent {
        other: settings::watch(2),
        settings: settings::watch(1) when [other, store],
        store: storage::open("main.db".to_owned()),
    }
}

fn main() {}
