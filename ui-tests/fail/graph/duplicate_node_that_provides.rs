//! Of two nodes of one name, what the second provides is not called missing: only the name is wrong.

#![allow(unused)]

use depgraph::{Hold, Latest, Output, Watch, graph, hold, manifold, validate};
use depgraph_ui_tests::{settings, storage, watchers, web};

graph! {
    pub Agent {
        settings: settings::watch(1),
        main: settings::watch(2),
        main: storage::open("main.db".to_owned()) { settings: settings },
        migrated: storage::migrate,
        web: web::serve(80) { store: main },
    }
}

fn main() {}
