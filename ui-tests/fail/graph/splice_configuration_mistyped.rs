//! A spliced graph gets what its parameters say.

#![allow(unused)]

use depgraph::{Hold, Latest, Output, Watch, graph, hold, manifold, validate};
use depgraph_ui_tests::{settings, storage, watchers, web};

graph! {
    pub Agent {
        ..depgraph_ui_tests::Common("one"),
    }
}

fn main() {}
