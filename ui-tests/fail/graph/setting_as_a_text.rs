//! A time is a `Duration`, and no text that says one.

#![allow(unused)]

use depgraph::graph;
use depgraph_ui_tests::settings;

graph! {
    pub Agent {
        settings: settings::watch(1) with { start_timeout: "5s" },
    }
}

fn main() {}
