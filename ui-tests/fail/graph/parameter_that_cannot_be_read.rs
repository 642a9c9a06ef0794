//! Where a parameter cannot be read, nothing is said of those who pass it.

#![allow(unused)]

use depgraph::{Hold, Latest, Output, Watch, graph, hold, manifold, validate};
use depgraph_ui_tests::{settings, storage, watchers, web};

graph! {
    pub Base(file:, first: u32) {
        settings: settings::watch(first),
        store: storage::open(file),
    }
}

graph! {
    pub Agent(port: u16) {
        ..Base("main.db".to_owned(), 1),
        web: web::serve(port),
    }
}

graph! {
    pub TestAgent = Base("test.db".to_owned(), 2) {
        settings: settings::watch(3),
    }
}

fn main() {
    drop(Base::new("main.db".to_owned(), 1));
}
