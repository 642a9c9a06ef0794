//! The parameters of a graph stand in parentheses; its nodes are read all the same.

#![allow(unused)]

use depgraph::{Hold, Latest, Output, Watch, graph, hold, manifold, validate};
use depgraph_ui_tests::{settings, storage, watchers, web};

graph! {
    pub Base[file: String] {
        settings: settings::watch(1),
        store: storage::open("main.db".to_owned()),
    }
}

graph! {
    pub Agent {
        ..Base("main.db".to_owned()),
        web: web::serve(80),
    }
}

fn main() {}
