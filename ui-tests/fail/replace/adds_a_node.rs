//! A graph that replaces nodes adds none: what is added is a graph that splices it.

#![allow(unused)]

use depgraph::{Hold, Latest, Output, Watch, graph, hold, manifold, validate};
use depgraph_ui_tests::{settings, storage, watchers, web};

graph! {
    pub TestAgent(file: String) = depgraph_ui_tests::Agent(file) {
        probe: watchers::look,
    }
}

fn main() {}
