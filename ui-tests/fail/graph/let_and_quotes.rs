//! A node is a name, a colon and a manifold. (2 errors)

#![allow(unused)]

use depgraph::{Engine, graph};
use depgraph_ui_tests::{settings, storage};

graph! {
    pub Agent {
        let settings = settings::watch(1),
        "store": storage::open("main.db".to_owned()),
    }
}

fn restart(engine: &Engine<Agent>) {
    engine.restart(Agent::SETTINGS);
    engine.restart(Agent::STORE);
}

fn main() {}
