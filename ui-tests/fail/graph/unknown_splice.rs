//! A path that does not resolve is for rustc to explain, whatever it stands for: once.

#![allow(unused)]

use depgraph::{Hold, Latest, Output, Watch, graph, hold, manifold, validate};
use depgraph_ui_tests::{settings, storage, watchers, web};

graph! {
    pub Agent {
        ..depgraph_ui_tests::Comon(1),
        store: storage::open("main.db".to_owned()),
    }
}

fn restart(engine: &depgraph::Engine<Agent>) {
    engine.restart(depgraph_ui_tests::Common::SETTINGS);
}

fn main() {}
