//! Graphs of other crates are spliced, and their nodes are wired by type.

#![deny(warnings, missing_docs)]

use depgraph::graph;
use depgraph_ui_tests::{settings, storage, watchers, web};

graph! {
    /// With what every agent has.
    pub Agent(file: String) {
        ..depgraph_ui_tests::Common(3),
        store: storage::open(file) { settings: settings } when [settings],
        web: web::serve(80),
        follow: watchers::follow,
    }
}

/// Keys of a spliced graph are keys of this one.
pub fn restart(engine: &depgraph::Engine<Agent>) {
    engine.restart(depgraph_ui_tests::Common::SETTINGS);
    engine.restart(Agent::STORE);
    let _ = engine.output::<storage::Store>(Agent::STORE);
    let _ = engine.output::<settings::Settings>(depgraph_ui_tests::Common::SETTINGS);
}

fn main() {}
