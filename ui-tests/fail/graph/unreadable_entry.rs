//! What cannot be read hides nothing, and is taken for nothing.

#![allow(unused)]

use depgraph::{Hold, Latest, Output, Watch, graph, hold, manifold, validate};
use depgraph_ui_tests::{settings, storage, watchers, web};

graph! {
    pub Agent {
        3: storage::open("main.db".to_owned()),
        settings: settings::watch(1),
        web: web::serve(80),
    }
}

fn main() {}
