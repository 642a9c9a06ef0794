//! Something has to say whether a node is left out.

#![allow(unused)]

use depgraph::{Hold, Latest, Output, Watch, graph, hold, manifold, validate};
use depgraph_ui_tests::{settings, storage, watchers, web};

#[manifold]
fn n() -> Hold<()> {
    hold(())
}

graph! {
    pub Agent {
        ready?: n,
        settings: settings::watch(1) when [ready],
    }
}

fn main() {}
