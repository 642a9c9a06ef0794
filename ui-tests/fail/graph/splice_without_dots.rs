//! A graph is spliced with two dots before its path.

#![allow(unused)]

use depgraph::{Hold, Latest, Output, Watch, graph, hold, manifold, validate};
use depgraph_ui_tests::{settings, storage, watchers, web};

graph! {
    pub Common(first: u32) {
        settings: settings::watch(first),
    }
}

graph! {
    pub Agent {
        Common(1),
        store: storage::open("main.db".to_owned()),
    }
}

async fn restart(engine: depgraph::Engine<Agent>) {
    engine.restart(Common::SETTINGS);
}

fn main() {}
