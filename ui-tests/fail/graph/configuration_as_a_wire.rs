//! A wire leads to an input, and the configuration is none: it stands in parentheses.

#![allow(unused)]

use depgraph::{Hold, Latest, Output, Watch, graph, hold, manifold, validate};
use depgraph_ui_tests::{settings, storage, watchers, web};

graph! {
    pub Agent(file: String) {
        settings: settings::watch(1),
        store: storage::open { file },
    }
}

fn main() {}
