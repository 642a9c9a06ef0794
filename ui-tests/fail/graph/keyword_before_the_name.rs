//! A graph needs no keyword, be it one of Rust's or another.

#![allow(unused)]

use depgraph::{Hold, Latest, Output, Watch, graph, hold, manifold, validate};
use depgraph_ui_tests::{settings, storage, watchers, web};

graph! {
    pub graph Agent(first: u32) {
        settings: settings::watch(first),
    }
}

fn main() {
    drop(Agent::new(1));
}
