//! With several providers, none of them named like the input, a wire has to choose.

#![allow(unused)]

use depgraph::{Hold, Latest, Output, Watch, graph, hold, manifold, validate};
use depgraph_ui_tests::{settings, storage, watchers, web};

graph! {
    pub Agent {
        settings: settings::watch(1),
        main: storage::open("main.db".to_owned()),
        archive: storage::open("archive.db".to_owned()),
        web: web::serve(80),
    }
}

fn main() {}
