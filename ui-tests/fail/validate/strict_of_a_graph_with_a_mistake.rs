//! Of a graph with a mistake nothing strict is said: what nobody takes may be what is missing.

#![allow(unused)]

use depgraph::{Hold, Latest, Output, Watch, graph, hold, manifold, validate};
use depgraph_ui_tests::{settings, storage, watchers, web};

graph! {
    pub Agent {
        settings: settings::watch(1),
        main: storage::open("main.db".to_owned()),
        archive: storage::open("archive.db".to_owned()),
        web: web::serve(80) { store: mian },
        look: watchers::look,
    }
}

validate!(Agent);

fn main() {}
