//! A condition belongs to its node: there is no comma between them. (2 errors)

#![allow(unused)]

use depgraph::{Engine, graph};
use depgraph_ui_tests::{settings, storage, web};

graph! {
    pub Agent {
        settings: settings::watch(1),
        store: storage::open("main.db".to_owned()),
        archive: storage::open("archive.db".to_owned()), when [store],
        web: web::serve(80) { store: store }, with { jitter: 0.2 },
    }
}

fn main() {}
