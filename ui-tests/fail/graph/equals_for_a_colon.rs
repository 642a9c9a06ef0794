//! A node's name is separated from its manifold by a colon; all else is read as if it were.

#![allow(unused)]

use depgraph::{Hold, Latest, Output, Watch, graph, hold, manifold, validate};
use depgraph_ui_tests::{settings, storage, watchers, web};

graph! {
    pub Agent {
        settings = settings::watch(1),
        store: storage::open("main.db".to_owned()),
    }
}

fn main() {}
