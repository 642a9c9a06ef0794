//! A wire from what can be left out needs a node that can be, too.

#![allow(unused)]

use depgraph::{Hold, Latest, Output, Watch, graph, hold, manifold, validate};
use depgraph_ui_tests::{settings, storage, watchers, web};

graph! {
    pub Agent(file: Option<String>) {
        settings: settings::watch(1),
        store?: storage::open(file),
        web: web::serve(80) { store: store },
    }
}

fn main() {}
