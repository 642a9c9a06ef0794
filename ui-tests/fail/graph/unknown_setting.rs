//! A setting that does not exist is named, with the list of those that do.

#![allow(unused)]

use depgraph::{Hold, Latest, Output, Watch, graph, hold, manifold, validate};
use depgraph_ui_tests::{settings, storage, watchers, web};

graph! {
    pub Agent {
        settings: settings::watch(1) with { stop_timout: std::time::Duration::from_secs(3) },
    }
}

fn main() {}
