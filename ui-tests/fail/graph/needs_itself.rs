//! A node does not feed itself: another one has to provide what it takes.

#![allow(unused)]

use depgraph::{Hold, Latest, Output, Watch, graph, hold, manifold, validate};
use depgraph_ui_tests::{settings, storage, watchers, web};

#[derive(Clone, Output)]
pub struct Cache;

#[manifold(inputs = [cache], outputs = [Cache])]
pub fn fill(cache: Cache) -> Hold<Cache> {
    hold(cache)
}

graph! {
    pub Agent {
        cache: fill,
    }
}

fn main() {}
