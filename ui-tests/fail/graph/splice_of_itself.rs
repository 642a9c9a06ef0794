//! A graph is not a part of itself.

#![allow(unused)]

use depgraph::{Hold, Latest, Output, Watch, graph, hold, manifold, validate};
use depgraph_ui_tests::{settings, storage, watchers, web};

graph! {
    pub Agent {
        ..Agent,
        settings: settings::watch(1) when [ready],
    }
}

fn main() {}
