//! Neither can it be a condition.

#![allow(unused)]

use depgraph::{Hold, Latest, Output, Watch, graph, hold, manifold, validate};
use depgraph_ui_tests::{settings, storage, watchers, web};

graph! {
    pub Agent(file: Option<String>) {
        settings: settings::watch(1),
        store?: storage::open(file),
        other: settings::watch(2) when [store],
    }
}

fn main() {}
