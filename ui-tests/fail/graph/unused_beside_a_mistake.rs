//! A parameter is not called unused if what cannot be read may be what uses it.

#![deny(unused)]

use depgraph::graph;
use depgraph_ui_tests::settings;

graph! {
    pub Agent(mut first: u32) {
        settings: settings::watch(first.),
    }
}

fn main() {
    drop(Agent::new(1));
}
