//! A graph is as visible as the one that replaces nodes of it, since its keys are used with both.

#![allow(unused)]

use depgraph::{Hold, Latest, Output, Watch, graph, hold, manifold, validate};
use depgraph_ui_tests::{settings, storage, watchers, web};

mod inner {
    use super::*;

    graph! {
        pub(super) Agent {
            settings: settings::watch(1),
        }
    }
}

graph! {
    pub TestAgent = inner::Agent {
        settings: settings::watch(3),
    }
}

fn main() {}
