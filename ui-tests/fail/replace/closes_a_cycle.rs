//! Everything is checked again: a replacement can close a cycle.

#![allow(unused)]

use depgraph::{Hold, Latest, Output, Watch, graph, hold, manifold, validate};
use depgraph_ui_tests::{settings, storage, watchers, web};

#[manifold(inputs = [address], outputs = [settings::Settings])]
pub fn fake(address: web::Address) -> Hold<settings::Settings> {
    hold(settings::Settings(1))
}

graph! {
    pub TestAgent = depgraph_ui_tests::Agent("x".to_owned()) {
        settings: fake,
    }
}

fn main() {}
