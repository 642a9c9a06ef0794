//! What a node provides is an input of others, and found by its type: it is not handed over as a configuration.

#![allow(unused)]

use depgraph::{Hold, Latest, Output, Watch, graph, hold, manifold, validate};
use depgraph_ui_tests::{settings, storage, watchers, web};

graph! {
    pub Agent {
        settings: settings::watch(1),
        store: storage::open("main.db".to_owned()),
        migrated: storage::migrate(store),
    }
}

fn main() {}
