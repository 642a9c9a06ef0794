//! A graph of a function is checked as any other.

#![allow(unused)]

use depgraph::{Hold, Output, graph, hold, manifold};
use depgraph_ui_tests::{settings, storage, web};

fn run() {
    graph! {
        Agent {
            web: web::serve(80),
        }
    }
    drop(Agent::new());
}

fn main() {}
