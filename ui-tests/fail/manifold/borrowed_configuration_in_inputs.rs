//! What is borrowed, as `&Path` and `&str`, is the configuration: it is not listed in `inputs`.

#![allow(unused)]

use std::path::Path;

use depgraph::{Hold, Output, graph, hold, manifold};

#[derive(Clone, PartialEq, Output)]
pub struct Store(u32);

#[manifold(inputs = [store, file])]
pub fn archive(store: Store, file: &Path) -> Hold<u32> {
    hold(store.0)
}

#[manifold(outputs = [Store])]
pub fn open() -> Hold<Store> {
    hold(Store(1))
}

graph! {
    pub Agent {
        store: open,
        archive: archive("archive.db".into()),
    }
}

fn main() {}
