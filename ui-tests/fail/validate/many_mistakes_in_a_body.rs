//! `validate!` reports all mistakes of a body at once, as `graph!` does. (4 errors)

#![allow(unused)]

use depgraph::{Hold, Latest, Output, Watch, graph, hold, manifold, validate};
use depgraph_ui_tests::{settings, storage, watchers, web};

validate! {
    Agent {
        settings: settings::watch,
        store: storage::open("main.db".to_owned()) when [stroe],
        settings: settings::watch(1),
        look: watchers::look { adress: store },
    }
}

fn main() {}
