//! What the engine would refuse as it starts is refused where it can be read. (3 errors)

#![allow(unused)]

use depgraph::{Hold, Latest, Output, Watch, graph, hold, manifold, validate};
use depgraph_ui_tests::{settings, storage, watchers, web};

graph! {
    pub Agent {
        settings: settings::watch(1) with { jitter: 3.0, backoff_factor: 0.5 },
        store: storage::open("main.db".to_owned()) with { jitter: -0.1 },
    }
}

fn main() {}
