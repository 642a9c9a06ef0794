//! Of two nodes of one name, the help names one. (2 errors)

#![allow(unused)]

use depgraph::{Hold, Latest, Output, Watch, graph, hold, manifold, validate};
use depgraph_ui_tests::{settings, storage, watchers, web};

graph! {
    pub Agent {
        settings: settings::watch(1),
        store: storage::open("main.db".to_owned()),
        store: storage::open("archive.db".to_owned()),
        web: web::serve(80) { store: settings },
    }
}

fn main() {}
