//! A spliced graph brings its names along, also behind the nodes that have them.

#![allow(unused)]

use depgraph::{Hold, Latest, Output, Watch, graph, hold, manifold, validate};
use depgraph_ui_tests::{settings, storage, watchers, web};

graph! {
    pub Agent {
        settings: settings::watch(2),
        ..depgraph_ui_tests::Common(1),
    }
}

fn main() {}
