//! A comma ends a node: what is behind it belongs to it only without the comma.

#![allow(unused)]

use depgraph::{Hold, Latest, Output, Watch, graph, hold, manifold, validate};
use depgraph_ui_tests::{settings, storage, watchers, web};

graph! {
    pub Agent {
        settings: settings::watch(1),
        store: storage::open, ("main.db".to_owned()),
        web: web::serve(80),
    }
}

fn main() {}
