//! `name?:` takes an `Option`.

#![deny(warnings, missing_docs)]

use depgraph::graph;
use depgraph_ui_tests::{settings, storage, watchers, web};

graph! {
    /// Some of it.
    pub Agent(file: Option<String>, serve: bool) {
        settings: settings::watch(3),
        store?: storage::open(file),
        web?: web::serve(serve.then_some(80)),
        migrated?: storage::migrate(serve.then_some(())),
        alert: watchers::alert,
    }
}

fn main() {}
