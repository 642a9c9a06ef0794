//! Of a spliced node no wire can be written: a name decides.

#![allow(unused)]

use depgraph::{Hold, Latest, Output, Watch, graph, hold, manifold, validate};
use depgraph_ui_tests::{settings, storage, watchers, web};

graph! {
    pub Served {
        one: settings::watch(1),
        follow: watchers::alert,
    }
}

graph! {
    pub Agent {
        ..Served,
        main: storage::open("main.db".to_owned()),
        archive: storage::open("archive.db".to_owned()),
    }
}

fn main() {}
