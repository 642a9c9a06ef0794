//! A condition of a spliced node is on a node of the spliced graph, also if another one has that name.

#![allow(unused)]

use depgraph::{Hold, Latest, Output, Watch, graph, hold, manifold, validate};
use depgraph_ui_tests::{settings, storage, watchers, web};

graph! {
    pub Base {
        settings: settings::watch(1) when [other],
        other: web::serve(80) { store: store },
        store: open,
    }
}

#[manifold(outputs = [storage::Store])]
pub fn open() -> Hold<storage::Store> {
    hold(storage::Store("main.db".to_owned()))
}

graph! {
    pub Agent {
        other: watchers::follow,
        ..Base,
    }
}

fn main() {}
