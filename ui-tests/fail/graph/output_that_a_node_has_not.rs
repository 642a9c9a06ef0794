//! A node has the outputs that its manifold lists.

#![allow(unused)]

use depgraph::{Hold, Latest, Output, Watch, graph, hold, manifold, validate};
use depgraph_ui_tests::{settings, storage, watchers, web};

graph! {
    pub Agent {
        settings: settings::watch(1),
    }
}

fn store(engine: &depgraph::Engine<Agent>) -> Watch<storage::Store> {
    engine.output::<storage::Store>(Agent::SETTINGS)
}

fn main() {}
