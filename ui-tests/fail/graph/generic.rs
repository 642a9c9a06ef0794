//! A graph has no parameters of type.

#![allow(unused)]

use depgraph::{Hold, Latest, Output, Watch, graph, hold, manifold, validate};
use depgraph_ui_tests::{settings, storage, watchers, web};

graph! {
    pub Agent<T>(config: T) {
        settings: settings::watch(1),
    }
}

fn main() {}
