//! A wire names the input first, then the node that feeds it.

#![allow(unused)]

use depgraph::{Hold, Latest, Output, Watch, graph, hold, manifold, validate};
use depgraph_ui_tests::{settings, storage, watchers, web};

graph! {
    pub Agent {
        settings: settings::watch(1),
        main: storage::open("main.db".to_owned()),
        archive: storage::open("archive.db".to_owned()),
        migrated: storage::migrate { main: store },
    }
}

fn main() {}
