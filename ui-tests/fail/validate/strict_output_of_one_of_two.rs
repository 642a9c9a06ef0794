//! Strictly, an output that only another node of the same manifold needs is an error, with a way out that leaves it there.

#![allow(unused)]

use depgraph::{Hold, Latest, Output, Watch, graph, hold, manifold, validate};
use depgraph_ui_tests::{settings, storage, watchers, web};

graph! {
    pub Agent {
        settings: settings::watch(1),
        main: storage::open("main.db".to_owned()),
        archive: storage::open("archive.db".to_owned()),
        web: web::serve(80) { store: main },
        watcher: watcher,
    }
}

validate!(Agent);

#[manifold(inputs = [address])]
fn watcher(address: web::Address) -> Hold<()> {
    hold(())
}

fn main() {}
