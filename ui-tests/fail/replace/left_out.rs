//! A replacement is there where others need it.

#![allow(unused)]

use depgraph::{Hold, Latest, Output, Watch, graph, hold, manifold, validate};
use depgraph_ui_tests::{settings, storage, watchers, web};

graph! {
    pub TestAgent(file: Option<String>) = depgraph_ui_tests::Agent(String::new()) {
        store?: storage::open(file),
    }
}

fn main() {}
