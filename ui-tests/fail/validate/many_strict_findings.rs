//! Strictly, each finding is an error of its own. (3 errors)

#![allow(unused)]

use depgraph::{Hold, Latest, Output, Watch, graph, hold, manifold, validate};
use depgraph_ui_tests::{settings, storage, watchers, web};

graph! {
    pub Agent {
        settings: settings::watch(1),
        store: storage::open("main.db".to_owned()),
        web: web::serve(80),
        other: watchers::alert { store: store },
        unfed: gone,
    }
}

#[derive(Clone, Output)]
pub struct Gone;

#[manifold(inputs = [gone], outputs = [Gone])]
pub fn gone(gone: Option<Gone>) -> Hold<Gone> {
    hold(Gone)
}

validate!(Agent);

fn main() {}
