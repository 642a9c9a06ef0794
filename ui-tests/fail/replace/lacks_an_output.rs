//! A replacement provides every output of what it replaces.

#![allow(unused)]

use depgraph::{Hold, Latest, Output, Watch, graph, hold, manifold, validate};
use depgraph_ui_tests::{settings, storage, watchers, web};

graph! {
    pub TestAgent = depgraph_ui_tests::Agent("x".to_owned()) {
        store: settings::watch(1),
    }
}

fn main() {}
