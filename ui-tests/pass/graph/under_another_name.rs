//! The library may have another name in the user's crate: the macros know where they come from.

#![deny(warnings, missing_docs)]

/// What a crate of one's own may re-export.
pub mod renamed {
    pub use depgraph as graphs;
}

// Nothing below may find the crate under its own name.
mod depgraph {}

use depgraph_ui_tests::{settings, storage, web};
use renamed::graphs;

graphs::graph! {
    /// Everything.
    pub Agent {
        ..depgraph_ui_tests::Common(1),
        store?: storage::open(Some("main.db".to_owned())) with { jitter: 0.0 },
    }
}

graphs::graph! {
    /// With another store.
    pub TestAgent = depgraph_ui_tests::Agent("main.db".to_owned()) {
        settings: settings::watch(2),
    }
}

graphs::validate! {
    Checked {
        settings: settings::watch(1),
        store: storage::open("main.db".to_owned()),
        web: web::serve(80),
    }
}

fn main() {}
