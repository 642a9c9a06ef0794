//! The parameter that is meant by a misspelt input is no second configuration.

#![allow(unused)]

use depgraph::{Hold, Output, graph, hold, manifold};

#[derive(Clone, Output)]
pub struct Store(u32);

#[manifold(outputs = [Store])]
pub fn open() -> Hold<Store> {
    hold(Store(1))
}

#[manifold(inputs = [sotre])]
pub fn serve(store: Store, port: u16) -> Hold<(Store, u16)> {
    hold((store, port))
}

graph! {
    pub Agent {
        store: open,
        web: serve(8080),
    }
}

fn main() {}
