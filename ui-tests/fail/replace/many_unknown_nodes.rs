//! Each node that there is not is an error of its own, and hides no other mistake. (3 errors)

#![allow(unused)]

use depgraph::{Hold, Output, graph, hold, manifold};
use depgraph_ui_tests::{settings, storage, web};

graph! {
    pub TestAgent(file: String) = depgraph_ui_tests::Agent(file) {
        stroe: storage::open("test.db".to_owned()),
        webb: web::serve(1),
        settings: storage::migrate,
    }
}

fn main() {}
