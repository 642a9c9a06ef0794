//! A replaced node keeps its key; what it needs may differ.

#![deny(warnings, missing_docs)]

use depgraph::graph;
use depgraph_ui_tests::storage;

use depgraph::{Graph, Hold, hold, manifold};

/// A store in memory.
#[manifold(outputs = [storage::Store])]
pub fn open_in_memory(name: &str) -> Hold<storage::Store> {
    hold(storage::Store(name.to_owned()))
}

graph! {
    /// For tests.
    pub TestAgent(name: String) = depgraph_ui_tests::Agent(unreachable(name.clone())) {
        store: open_in_memory(name),
    }
}

fn unreachable(name: String) -> String {
    name
}

/// It is still the same graph.
pub fn make() -> Graph<depgraph_ui_tests::Agent> {
    TestAgent::new("test".to_owned())
}

fn main() {}
