//! It is said who needs the node that lacks its input.

#![allow(unused)]

use depgraph::{Hold, Latest, Output, Watch, graph, hold, manifold, validate};
use depgraph_ui_tests::{settings, storage, watchers, web};

graph! {
    pub Agent {
        store: storage::open("main.db".to_owned()),
        web: web::serve(80),
    }
}

fn main() {}
