//! A parameter of which only the colon is missing, or is something else, is read as if it were there. (3 errors)

#![allow(unused)]

use depgraph::{Hold, Latest, Output, Watch, graph, hold, manifold, validate};
use depgraph_ui_tests::{settings, storage, watchers, web};

graph! {
    pub Agent(file String, first, u32, port = u16) {
        settings: settings::watch(first),
        store: storage::open(file),
        web: web::serve(port),
    }
}

fn main() {
    drop(Agent::new("main.db".to_owned(), 1, 8080));
}
