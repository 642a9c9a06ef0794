//! What is an argument of `#[manifold]` is said at the function, and not of a node. (2 errors)

#![allow(unused)]

use depgraph::{Hold, Latest, Output, Watch, graph, hold, manifold, validate};
use depgraph_ui_tests::{settings, storage, watchers, web};

fn judge(_: &std::io::Error) -> depgraph::Verdict {
    depgraph::Verdict::Retry
}

graph! {
    pub Agent {
        settings: settings::watch(1) with { filter: judge },
        store: storage::open("main.db".to_owned()) with { blocking },
    }
}

fn main() {}
