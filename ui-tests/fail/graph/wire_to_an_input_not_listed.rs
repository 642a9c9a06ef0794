//! A wire leads to a parameter that is listed in `inputs`: it counts as the configuration otherwise.

#![allow(unused)]

use depgraph::{Hold, Latest, Output, Watch, graph, hold, manifold, validate};
use depgraph_ui_tests::{settings, storage, watchers, web};

#[manifold]
fn report(store: storage::Store) -> Hold<()> {
    hold(())
}

graph! {
    pub Agent {
        settings: settings::watch(1),
        store: storage::open("main.db".to_owned()),
        report: report { store: store },
    }
}

fn main() {}
