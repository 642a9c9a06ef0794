//! Every clause, in any order, with attributes.

#![deny(warnings, missing_docs)]

use depgraph::graph;
use depgraph_ui_tests::{settings, storage, watchers, web};

use std::time::Duration;

graph! {
    /// Everything.
    pub Agent(file: String, grace: Duration) {
        /// The settings.
        settings: settings::watch(3),
        main: storage::open(file.clone()) with { stop_timeout: grace },
        archive: storage::open(file) when [main, settings] { settings },
        migrated: storage::migrate { store: main } with { error_delay: Duration::from_secs(1), jitter: 0.0 },
        web: web::serve(80) with { start_timeout: grace } { store: archive } when [migrated],
        #[cfg(any())]
        never: settings::nothing,
        follow: watchers::follow,
        alert: watchers::alert { store: main },
        look: watchers::look,
    }
}

fn main() {}
