//! A graph returns nothing, and its braces follow its head.

#![allow(unused)]

use depgraph::{Hold, Latest, Output, Watch, graph, hold, manifold, validate};
use depgraph_ui_tests::{settings, storage, watchers, web};

graph! {
    pub Agent(first: u32) -> Result<(), std::io::Error> {
        settings: settings::watch(first),
    }
}

fn main() {
    drop(Agent::new(1));
}
