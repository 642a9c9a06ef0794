//! A node is of a manifold; a type without a size is none, and nothing more is said of it.

#![allow(unused)]

use depgraph::{Hold, Latest, Output, Watch, graph, hold, manifold, validate};
use depgraph_ui_tests::{settings, storage, watchers, web};

graph! {
    pub Agent {
        settings: str,
    }
}

fn main() {}
