//! A parameter has a name. Where it has none, nothing is said of names that it may have brought.

#![allow(unused)]

use depgraph::{Hold, Latest, Output, Watch, graph, hold, manifold, validate};
use depgraph_ui_tests::{settings, storage, watchers, web};

pub struct Config {
    pub store: String,
}

graph! {
    pub Agent(Config { store }: Config) {
        settings: settings::watch(1),
        store: storage::open(store),
    }
}

fn main() {}
