//! A configuration is an expression of its own: a `return` would leave out all the nodes behind it.

#![allow(unused)]

use depgraph::{Hold, Latest, Output, Watch, graph, hold, manifold, validate};
use depgraph_ui_tests::{settings, storage, watchers, web};

graph! {
    pub Agent(file: Option<String>) {
        store: storage::open(match file {
            Some(file) => file,
            None => return,
        }),
        settings: settings::watch(3),
    }
}

fn main() {}
