//! Conditions stand in brackets, and in no others.

#![allow(unused)]

use depgraph::{Hold, Latest, Output, Watch, graph, hold, manifold, validate};
use depgraph_ui_tests::{settings, storage, watchers, web};

graph! {
    pub Agent {
        settings: settings::watch(1),
        archive: storage::open("archive.db".to_owned()),
        store: storage::open("main.db".to_owned()) when (settings, archive) with { jitter: 0.5 },
    }
}

fn main() {}
