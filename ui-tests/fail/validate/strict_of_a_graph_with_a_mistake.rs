//! Of a graph with a mistake nothing strict is said: what nobody takes may be what is missing. (2 errors)

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

graph! {
    pub Waiting {
        settings: settings::watch(1),
        store?: storage::open(Some("main.db".to_owned())),
        look: watchers::look when [store],
    }
}

validate!(Agent);
validate!(Waiting);

fn main() {}
