//! The path of a manifold is written with colons.

#![allow(unused)]

use depgraph::{Engine, graph};
use depgraph_ui_tests::{settings, storage};

graph! {
    pub Agent {
        settings: settings.watch(1),
        store: storage::open("main.db".to_owned()),
    }
}

fn restart(engine: &Engine<Agent>) {
    engine.restart(Agent::SETTINGS);
}

fn main() {}
