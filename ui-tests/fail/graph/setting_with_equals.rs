//! A setting is separated from its value by a colon, as a field is.

#![allow(unused)]

use depgraph::{Hold, Latest, Output, Watch, graph, hold, manifold, validate};
use depgraph_ui_tests::{settings, storage, watchers, web};

graph! {
    pub Agent {
        settings: settings::watch(1) with { jitter = 0.5 },
    }
}

fn main() {}
