//! A graph that is spliced twice has each of its nodes twice.

#![allow(unused)]

use depgraph::{Engine, graph};
use depgraph_ui_tests::{settings, storage, web};

graph! {
    pub Common {
        settings: settings::watch(1),
    }
}

graph! {
    pub Agent {
        ..Common,
        ..Common,
        store: storage::open("main.db".to_owned()),
    }
}

fn restart(engine: &Engine<Agent>) {
    engine.restart(Common::SETTINGS);
}

fn main() {}
