//! A graph may be written in a function body.

#![deny(warnings, missing_docs)]

use depgraph::graph;
use depgraph_ui_tests::{settings, storage, watchers, web};

/// Makes one.
#[must_use]
pub fn node_count() -> usize {
    graph! {
        Local {
            settings: settings::watch(3),
            store: storage::open("x".to_owned()),
            web: web::serve(80),
            follow: watchers::follow,
        }
    }
    let _graph = Local::new();
    4
}

fn main() {}
