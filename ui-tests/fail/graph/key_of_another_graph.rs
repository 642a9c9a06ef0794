//! The key of another graph does not fit.

#![allow(unused)]

use depgraph::{Hold, Latest, Output, Watch, graph, hold, manifold, validate};
use depgraph_ui_tests::{settings, storage, watchers, web};

graph! {
    pub One {
        settings: settings::watch(1),
    }
}

graph! {
    pub Two {
        settings: settings::watch(1),
    }
}

async fn restart(engine: depgraph::Engine<One>) {
    engine.restart(Two::SETTINGS);
}

fn main() {}
