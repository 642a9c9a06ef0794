//! What a function hands out is listed in `outputs`: its nodes provide nothing otherwise. (2 errors)

#![allow(unused)]

use depgraph::{Hold, Latest, Output, Watch, graph, hold, manifold, validate};
use depgraph_ui_tests::{settings, storage, watchers, web};

#[derive(Clone, Output)]
pub struct Cache;

#[manifold]
fn fill() -> Hold<Cache> {
    hold(Cache)
}

#[manifold(outputs = [Cache])]
fn warm() -> Hold<Cache> {
    hold(Cache)
}

#[manifold(inputs = [cache])]
fn read(cache: Cache) -> Hold<()> {
    hold(())
}

graph! {
    pub Agent {
        cache: fill,
        reader: read { cache: cache },
    }
}

graph! {
    pub Fleet {
        cache: fill,
        other: warm,
        reader: read { cache: cache },
    }
}

fn main() {}
