//! Neither is a struct.

#![allow(unused)]

use depgraph::{Hold, Latest, Output, Watch, graph, hold, manifold, validate};
use depgraph_ui_tests::{settings, storage, watchers, web};

pub struct Plain {}

graph! {
    pub Agent {
        settings: Plain,
    }
}

fn main() {}
