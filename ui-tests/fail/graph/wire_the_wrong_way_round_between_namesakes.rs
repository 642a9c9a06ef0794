//! A wire names the input first, also where a node has the name of that input.

#![allow(unused)]

use depgraph::{Hold, Latest, Output, Watch, graph, hold, manifold, validate};
use depgraph_ui_tests::{settings, storage, watchers, web};

graph! {
    pub Agent {
        settings: settings::watch(1),
        store: storage::open("main.db".to_owned()),
        archive: storage::open("archive.db".to_owned()),
        migrated: storage::migrate { archive: store },
    }
}

fn main() {}
