//! One name that stands for an input and a node, and is neither, is one mistake.

#![allow(unused)]

use depgraph::{Hold, Latest, Output, Watch, graph, hold, manifold, validate};
use depgraph_ui_tests::{settings, storage, watchers, web};

graph! {
    pub Agent {
        settings: settings::watch(1),
        store: storage::open("main.db".to_owned()),
        web: web::serve(80) { stoer },
    }
}

fn main() {}
