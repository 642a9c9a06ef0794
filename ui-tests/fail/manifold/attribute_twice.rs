//! What a manifold is stands in one attribute: what a further one says is part of the same manifold.

#![allow(unused)]

use std::path::PathBuf;

use depgraph::{Hold, Output, graph, hold, manifold};

#[derive(Clone, PartialEq, Output)]
pub struct Settings(u32);

#[derive(Clone, PartialEq, Output)]
pub struct Store(u32);

#[manifold(outputs = [Settings])]
pub fn watch() -> Hold<Settings> {
    hold(Settings(1))
}

#[manifold(outputs = [Store])]
#[must_use]
#[depgraph::manifold(inputs = [settings])]
pub fn open(settings: Settings, file: PathBuf) -> Hold<Store> {
    hold(Store(settings.0))
}

graph! {
    pub Agent {
        settings: watch,
        store: open("main.db".into()),
    }
}

fn main() {}
