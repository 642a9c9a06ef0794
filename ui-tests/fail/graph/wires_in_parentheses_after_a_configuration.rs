//! Wires stand in braces, behind the configuration, too.

#![allow(unused)]

use depgraph::{Hold, Latest, Output, Watch, graph, hold, manifold, validate};
use depgraph_ui_tests::{settings, storage, watchers, web};

graph! {
    pub Agent {
        settings: settings::watch(1),
        main: storage::open("main.db".to_owned()),
        archive: storage::open("archive.db".to_owned()),
        web: web::serve(80) (store: main),
    }
}

fn main() {}
