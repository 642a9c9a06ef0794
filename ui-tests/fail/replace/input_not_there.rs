//! The inputs of a replacement are nodes of the base.

#![allow(unused)]

use depgraph::{Hold, Latest, Output, Watch, graph, hold, manifold, validate};
use depgraph_ui_tests::{settings, storage, watchers, web};

#[derive(Clone, Output)]
pub struct Seed;

#[manifold(inputs = [seed], outputs = [settings::Settings])]
pub fn fake(seed: Seed) -> Hold<settings::Settings> {
    hold(settings::Settings(1))
}

graph! {
    pub TestAgent = depgraph_ui_tests::Agent("x".to_owned()) {
        settings: fake,
    }
}

fn main() {}
