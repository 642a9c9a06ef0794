//! What stands beside a semicolon is not read as wires.

#![allow(unused)]

use depgraph::{Hold, Latest, Output, Watch, graph, hold, manifold, validate};
use depgraph_ui_tests::{settings, storage, watchers, web};

graph! {
    pub Agent {
        settings: settings::watch(1),
        main: storage::open("main.db".to_owned()),
        archive: storage::open("archive.db".to_owned()),
        migrated: storage::migrate { store; main },
    }
}

fn main() {}
