//! What is spliced, and what replaces, is named by its type, without the `new` that makes one. (2 errors)

#![allow(unused)]

use depgraph::{Engine, graph};
use depgraph_ui_tests::{settings, storage, web};

graph! {
    pub Common(first: u32) {
        settings: settings::watch(first),
    }
}

graph! {
    pub Agent {
        ..Common::new(1),
        store: storage::open("main.db".to_owned()),
    }
}

graph! {
    pub TestAgent = Agent::new() {
        store: storage::open("test.db".to_owned()),
    }
}

fn restart(engine: &Engine<Agent>) {
    engine.restart(Common::SETTINGS);
}

fn main() {}
