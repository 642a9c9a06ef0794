//! How long all nodes together may take to stop is said to the engine.

#![allow(unused)]

use depgraph::{Hold, Latest, Output, Watch, graph, hold, manifold, validate};
use depgraph_ui_tests::{settings, storage, watchers, web};

graph! {
    pub Agent {
        settings: settings::watch(1) with { shutdown_timeout: std::time::Duration::from_secs(3) },
    }
}

fn main() {}
