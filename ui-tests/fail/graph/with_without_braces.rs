//! Settings stand in braces.

#![allow(unused)]

use depgraph::{Hold, Latest, Output, Watch, graph, hold, manifold, validate};
use depgraph_ui_tests::{settings, storage, watchers, web};

graph! {
    pub Agent {
        settings: settings::watch(1) with stop_timeout: std::time::Duration::from_secs(3),
    }
}

fn main() {}
