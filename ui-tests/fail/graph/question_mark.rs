//! Configuration expressions run in `new`, which returns a graph: there is nothing to return an error to.

#![allow(unused)]

use depgraph::{Hold, Latest, Output, Watch, graph, hold, manifold, validate};
use depgraph_ui_tests::{settings, storage, watchers, web};

graph! {
    pub Agent(first: String) {
        settings: settings::watch(first.parse()?),
    }
}

fn main() {}
