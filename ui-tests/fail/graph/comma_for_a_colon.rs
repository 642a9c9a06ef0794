//! A comma for the colon behind a node's name is one mistake, and not two nodes that lack something. (2 errors)

#![deny(unused)]

use depgraph::graph;
use depgraph_ui_tests::{settings, storage};

graph! {
    pub Agent(first: u32) {
        settings, settings::watch(first),
        store storage::open("main.db".to_owned()),
    }
}

fn main() {
    drop(Agent::new(1));
}
