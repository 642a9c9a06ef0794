//! A parameter has no default: its value is said where the graph is made.

#![allow(unused)]

use depgraph::{Hold, Latest, Output, Watch, graph, hold, manifold, validate};
use depgraph_ui_tests::{settings, storage, watchers, web};

graph! {
    pub Agent(port: u16 = 80, first: u32) {
        settings: settings::watch(first),
        store: storage::open("main.db".to_owned()),
        web: web::serve(port),
    }
}

fn main() {
    drop(Agent::new(80, 1));
}
