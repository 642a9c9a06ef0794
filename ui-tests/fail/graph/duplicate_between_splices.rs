//! Two spliced graphs may bring one name.

#![allow(unused)]

use depgraph::{Hold, Latest, Output, Watch, graph, hold, manifold, validate};
use depgraph_ui_tests::{settings, storage, watchers, web};

graph! {
    pub Agent {
        ..depgraph_ui_tests::Common(1),
        ..depgraph_ui_tests::Agent("main.db".to_owned()),
    }
}

fn main() {}
