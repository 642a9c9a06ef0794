//! A comma at the end may stand or not, and a clause may be empty.

#![deny(warnings, missing_docs)]

use depgraph::graph;
use depgraph_ui_tests::{settings, storage};

graph! { pub(crate) Small { settings: settings::watch(1) } }

graph! {
    /// As much as there can be.
    pub Agent() {
        settings: settings::watch(1,) {} when [] with {},
        store: storage::open("main.db".to_owned()) { settings: settings, } when [settings,] with { jitter: 0.0, },
        other: storage::open("main.db".to_owned()) { settings } when [store, settings]
    }
}

fn main() {
    drop((Small::new(), Agent::new()));
}
