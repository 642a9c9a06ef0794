//! `validate!` checks the same body, and builds nothing.

#![allow(unused)]

use depgraph::{Hold, Latest, Output, Watch, graph, hold, manifold, validate};
use depgraph_ui_tests::{settings, storage, watchers, web};

validate! {
    Agent {
        web: web::serve(80),
    }
}

fn main() {}
