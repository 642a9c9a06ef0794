//! That a node can be left out is said after its name.

#![allow(unused)]

use depgraph::{Hold, Latest, Output, Watch, graph, hold, manifold, validate};
use depgraph_ui_tests::{settings, storage, watchers, web};

graph! {
    pub Agent(file: Option<String>) {
        settings: settings::watch(1),
        store: storage::open(file)?,
    }
}

fn main() {}
