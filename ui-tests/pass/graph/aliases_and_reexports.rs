//! Manifolds are found under any name, and through aliases.

#![deny(warnings, missing_docs)]

use depgraph::graph;
use depgraph_ui_tests::{watchers, web};

use depgraph_ui_tests::storage::open as open_store;

/// Re-exports.
pub mod reexported {
    pub use depgraph_ui_tests::settings::watch;
}

/// An alias.
pub type Web = web::serve;

graph! {
    /// Under other names.
    pub Agent {
        settings: reexported::watch(3),
        store: open_store("x".to_owned()),
        web: Web(80),
        follow: watchers::follow,
    }
}

fn main() {}
