//! The base is a graph.

#![allow(unused)]

use depgraph::{Hold, Latest, Output, Watch, graph, hold, manifold, validate};
use depgraph_ui_tests::{settings, storage, watchers, web};

pub struct Plain;

graph! {
    pub TestAgent = Plain {
        settings: settings::watch(1),
    }
}

fn main() {}
