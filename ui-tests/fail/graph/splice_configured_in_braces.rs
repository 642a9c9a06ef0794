//! A spliced graph is configured in parentheses.

#![allow(unused)]

use depgraph::{Hold, Latest, Output, Watch, graph, hold, manifold, validate};
use depgraph_ui_tests::{settings, storage, watchers, web};

graph! {
    pub Agent {
        ..depgraph_ui_tests::Common { 1 },
        follow: watchers::follow,
    }
}

fn main() {}
