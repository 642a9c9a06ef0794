//! The settings of a node stand after `with`.

#![allow(unused)]

use depgraph::{Hold, Latest, Output, Watch, graph, hold, manifold, validate};
use depgraph_ui_tests::{settings, storage, watchers, web};

graph! {
    pub Agent {
        settings: settings::watch(1),
        store: storage::open("main.db".to_owned()) { settings: settings } { stop_timeout: GRACE },
    }
}

const GRACE: std::time::Duration = std::time::Duration::from_secs(3);

fn main() {}
