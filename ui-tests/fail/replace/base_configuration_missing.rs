//! The base gets its configuration in parentheses.

#![allow(unused)]

use depgraph::{Hold, Latest, Output, Watch, graph, hold, manifold, validate};
use depgraph_ui_tests::{settings, storage, watchers, web};

graph! {
    pub TestAgent = depgraph_ui_tests::Agent {
        settings: settings::watch(1),
    }
}

fn main() {}
