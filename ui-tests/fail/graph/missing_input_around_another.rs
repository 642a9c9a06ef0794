//! A node that provides only what is inside of the wanted type is pointed out.

#![allow(unused)]

use depgraph::{Hold, Latest, Output, Watch, graph, hold, manifold, validate};
use depgraph_ui_tests::{settings, storage, watchers, web};

#[derive(Clone, Output)]
pub struct Shared<T>(T);

#[manifold(inputs = [store])]
pub fn serve(store: Shared<storage::Store>) -> Hold<u8> {
    hold(1)
}

graph! {
    pub Agent {
        settings: settings::watch(1),
        store: storage::open("main.db".to_owned()),
        web: serve,
    }
}

fn main() {}
