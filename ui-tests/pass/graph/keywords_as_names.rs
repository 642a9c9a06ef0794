//! Keywords are names when they are raw.

#![deny(warnings, missing_docs)]

use depgraph::graph;
use depgraph_ui_tests::{settings, storage, watchers, web};

graph! {
    /// Odd names.
    pub Agent {
        r#type: settings::watch(3),
        r#match: storage::open("x".to_owned()) { settings: r#type },
        web: web::serve(80) { store: r#match } when [r#type],
        follow: watchers::follow,
    }
}

/// Their keys.
pub fn keys(engine: &depgraph::Engine<Agent>) {
    engine.restart(Agent::TYPE);
    engine.restart(Agent::MATCH);
}

fn main() {}
