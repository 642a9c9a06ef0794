//! Strictly, an optional input that nothing provides is an error.

#![allow(unused)]

use depgraph::{Hold, Latest, Output, Watch, graph, hold, manifold, validate};
use depgraph_ui_tests::{settings, storage, watchers, web};

graph! {
    pub Agent {
        alert: watchers::alert,
    }
}

validate!(Agent);

fn main() {}
