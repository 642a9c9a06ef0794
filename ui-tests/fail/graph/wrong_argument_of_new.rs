//! An argument of `new` that is wrong, or is missing, points at the name of the graph. (2 errors)

#![allow(unused)]

use depgraph::{Engine, graph};
use depgraph_ui_tests::{settings, storage, web};

graph! {
    pub Agent(first: u32) {
        settings: settings::watch(first),
    }
}

fn start() {
    drop(Agent::new("1"));
    drop(Agent::new());
}

fn main() {}
