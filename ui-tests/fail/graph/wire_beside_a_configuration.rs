//! A wire does not stand beside the configuration, but in braces behind it.

#![allow(unused)]

use depgraph::{Engine, graph};
use depgraph_ui_tests::{settings, storage, web};

graph! {
    pub Agent {
        settings: settings::watch(1),
        store: storage::open("main.db".to_owned()),
        web: web::serve(80, store: store),
    }
}

fn main() {}
