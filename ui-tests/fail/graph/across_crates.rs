//! A graph of manifolds of another crate names the places where they are declared there.

#![allow(unused)]

use depgraph::{Hold, Latest, Output, Watch, graph, hold, manifold, validate};
use depgraph_ui_tests::{settings, storage, watchers, web};

use depgraph_ui_tests::storage as renamed;
use depgraph_ui_tests::web::serve as start_web;

graph! {
    pub Agent {
        store: renamed::open("main.db".to_owned()),
        web: start_web(80),
    }
}

fn main() {}
