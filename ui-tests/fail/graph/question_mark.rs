//! What can fail is done before `new`, and handed over.

#![allow(unused)]

use depgraph::{Hold, Latest, Output, Watch, graph, hold, manifold, validate};
use depgraph_ui_tests::{settings, storage, watchers, web};

graph! {
    pub Agent(file: String) {
        settings: settings::watch(file.parse()?),
    }
}

fn main() {}
