//! A node that provides the same type with other parameters is pointed out.

#![allow(unused)]

use depgraph::{Hold, Latest, Output, Watch, graph, hold, manifold, validate};
use depgraph_ui_tests::{settings, storage, watchers, web};

#[derive(Clone, Output)]
pub struct Shared<T>(T);

#[manifold(outputs = [Shared<settings::Settings>])]
pub fn share() -> Hold<Shared<settings::Settings>> {
    hold(Shared(settings::Settings(1)))
}

#[manifold(inputs = [store])]
pub fn serve(store: Shared<storage::Store>) -> Hold<u8> {
    hold(1)
}

graph! {
    pub Agent {
        shared: share,
        web: serve,
    }
}

fn main() {}
