//! `validate!` in both forms.

#![deny(warnings, missing_docs)]

use depgraph::graph;
use depgraph_ui_tests::{settings, storage, watchers, web};

use depgraph::validate;

validate! {
    Checked(file: String) {
        settings: settings::watch(3),
        store: storage::open(file),
        migrated: storage::migrate,
    }
}

graph! {
    /// Strictly right.
    pub Agent(file: String) {
        settings: settings::watch(3),
        store: storage::open(file),
        web: web::serve(80),
        look: watchers::look,
    }
}

validate!(Agent);

fn main() {}
