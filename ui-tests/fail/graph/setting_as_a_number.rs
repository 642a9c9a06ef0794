//! A time is a `Duration`: a number does not say of what it is one.

#![allow(unused)]

use depgraph::{Hold, Latest, Output, Watch, graph, hold, manifold, validate};
use depgraph_ui_tests::{settings, storage, watchers, web};

graph! {
    pub Agent {
        settings: settings::watch(1) with { stop_timeout: 3 },
    }
}

fn main() {}
