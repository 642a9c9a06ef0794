//! A graph owns what it holds.

#![allow(unused)]

use depgraph::{Hold, Latest, Output, Watch, graph, hold, manifold, validate};
use depgraph_ui_tests::{settings, storage, watchers, web};

graph! {
    pub Agent<'a>(file: &'a str) {
        settings: settings::watch(1),
        store: storage::open(file.to_owned()),
    }
}

fn main() {
    drop(Agent::new("main.db"));
}
