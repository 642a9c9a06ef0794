//! A field of the configuration that is moved is gone.

#![allow(unused)]

use depgraph::{Hold, Latest, Output, Watch, graph, hold, manifold, validate};
use depgraph_ui_tests::{settings, storage, watchers, web};

pub struct Config {
    file: String,
}

graph! {
    pub Agent(config: Config) {
        settings: settings::watch(1),
        main: storage::open(config.file),
        archive: storage::open(config.file),
    }
}

fn main() {}
