//! A graph may splice one that splices another; the keys of each fit.

#![deny(warnings, missing_docs)]

use depgraph::{Engine, graph};
use depgraph_ui_tests::{Common, storage, web};

graph! {
    /// In the middle.
    pub Storage(file: String) {
        ..Common(1),
        store: storage::open(file),
    }
}

graph! {
    /// At the top.
    pub Agent {
        ..Storage("main.db".to_owned()),
        web: web::serve(80),
    }
}

graph! {
    /// Replaces a node of a node of a node.
    pub TestAgent = Agent {
        settings: depgraph_ui_tests::settings::watch(7),
    }
}

/// Takes the keys of all three.
pub fn restart(engine: &Engine<Agent>) {
    engine.restart(Agent::WEB);
    engine.restart(Storage::STORE);
    engine.restart(Common::SETTINGS.within::<Storage>());
}

fn main() {
    let _: depgraph::Graph<Agent> = TestAgent::new();
}
