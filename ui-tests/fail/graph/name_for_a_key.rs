//! An engine is asked for a node by its key, not by its name.

#![allow(unused)]

use depgraph::{Engine, Hold, Latest, Output, Watch, graph, hold, manifold, validate};
use depgraph_ui_tests::{settings, storage, watchers, web};

graph! {
    pub Agent {
        settings: settings::watch(1),
    }
}

fn ask(engine: &Engine<Agent>) {
    engine.output::<settings::Settings>("settings");
}

fn main() {}
