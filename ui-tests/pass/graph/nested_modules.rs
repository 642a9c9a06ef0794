//! Paths are read where the graph stands: `self`, `super` and `crate` work, and modules may be private.

#![deny(warnings, missing_docs)]

use depgraph_ui_tests::storage;

mod inner {
    pub(crate) mod settings {
        use depgraph::{Hold, hold, manifold};
        use depgraph_ui_tests::settings::Settings;

        #[manifold(outputs = [Settings])]
        pub(crate) fn make() -> Hold<Settings> {
            hold(Settings(1))
        }
    }

    pub(crate) mod agent {
        use depgraph::graph;

        graph! {
            pub(crate) Agent(file: &str) {
                settings: super::settings::make,
                store: crate::storage::open(file.to_owned()),
                archive: self::own::open(file.to_owned()) { settings },
            }
        }

        mod own {
            pub(super) use depgraph_ui_tests::storage::open;
        }
    }
}

fn main() {
    drop(inner::agent::Agent::new("main.db"));
}
