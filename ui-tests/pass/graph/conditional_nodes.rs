//! `#[cfg]` is true of a node and all that belongs to it; of alternatives one is there.

#![deny(warnings, missing_docs)]

use depgraph::graph;
use depgraph_ui_tests::{settings, storage, watchers, web};

graph! {
    /// In two variants.
    pub Agent {
        settings: settings::watch(1),
        #[cfg(windows)]
        store: no::such_manifold(of, nothing),
        #[cfg(not(windows))]
        store: storage::open("main.db".to_owned()),
        #[cfg_attr(unix, cfg(any(unix, windows)))]
        web: web::serve(80),
        #[cfg(all(unix, windows))]
        ..no::such_graph(1),
        #[cfg(unix)]
        follow: watchers::follow,
    }
}

fn main() {
    let _ = (Agent::STORE, Agent::WEB);
    drop(Agent::new());
}
