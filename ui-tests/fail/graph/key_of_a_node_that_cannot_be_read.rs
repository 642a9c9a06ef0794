//! A node of which only the name can be read has a key all the same. (2 errors)

#![allow(unused)]

use depgraph::{Hold, Latest, Output, Watch, graph, hold, manifold, validate};
use depgraph_ui_tests::{settings, storage, watchers, web};

graph! {
    pub Agent {
        settings: settings::watch(1),
        store,
        web: ,
    }
}

async fn restart(engine: depgraph::Engine<Agent>) {
    engine.restart(Agent::STORE);
    engine.restart(Agent::WEB);
    engine.output::<storage::Store>(Agent::STORE);
}

fn main() {}
