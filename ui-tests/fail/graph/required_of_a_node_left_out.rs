//! What can be left out cannot be required by what cannot.

#![allow(unused)]

use depgraph::{Hold, Latest, Output, Watch, graph, hold, manifold, validate};
use depgraph_ui_tests::{settings, storage, watchers, web};

graph! {
    pub Agent(file: Option<String>) {
        settings: settings::watch(1),
        store?: storage::open(file),
        web: web::serve(80),
    }
}

fn main() {}
