//! A graph has no bounds, and its braces follow its head.

#![allow(unused)]

use depgraph::{Hold, Latest, Output, Watch, graph, hold, manifold, validate};
use depgraph_ui_tests::{settings, storage, watchers, web};

graph! {
    pub Agent(first: u32) where u32: Copy {
        settings: settings::watch(first),
    }
}

fn main() {
    drop(Agent::new(1));
}
