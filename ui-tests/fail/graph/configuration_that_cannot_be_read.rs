//! An expression that cannot be read hides nothing else, and nothing is missing because of it. (2 errors)

#![allow(unused)]

use depgraph::{Hold, Latest, Output, Watch, graph, hold, manifold, validate};
use depgraph_ui_tests::{settings, storage, watchers, web};

graph! {
    pub Agent(file: String) {
        settings: settings::watch(1),
        store: storage::open(file.),
        web: web::serve,
    }
}

fn main() {}
