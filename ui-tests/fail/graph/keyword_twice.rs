//! `type` and `r#type` are one name.

#![allow(unused)]

use depgraph::{Hold, Output, graph, hold, manifold};
use depgraph_ui_tests::{settings, storage, web};

graph! {
    pub Agent {
        type: settings::watch(1),
        r#type: settings::watch(1),
    }
}

fn main() {}
