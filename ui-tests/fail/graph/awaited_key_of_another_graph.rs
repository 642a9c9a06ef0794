//! The key of another graph does not fit, and `await` adds nothing to that.

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

async fn wait(engine: depgraph::Engine<One>) {
    let _run = engine.running(Two::SETTINGS).await;
}

fn main() {}
