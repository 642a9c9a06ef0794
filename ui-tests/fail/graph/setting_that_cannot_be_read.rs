//! An expression that cannot be read, however deep in, hides nothing else. (2 errors)

#![allow(unused)]

use depgraph::{Hold, Latest, Output, Watch, graph, hold, manifold, validate};
use depgraph_ui_tests::{settings, storage, watchers, web};

graph! {
    pub Agent {
        settings: settings::watch(1) with { stop_timeout: std::time::Duration::from_secs(1 0) },
        follow: watchers::follow(3),
    }
}

fn main() {}
