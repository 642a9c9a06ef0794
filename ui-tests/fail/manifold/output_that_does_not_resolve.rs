//! A type that does not resolve is for rustc to explain, once.

#![allow(unused)]

use depgraph::{Hold, Output, hold, manifold};

#[derive(Clone, Output)]
pub struct Store(u32);

#[manifold(inputs = [store], outputs = [Sotre])]
pub fn open(store: Store) -> Hold<Store> {
    hold(store)
}

fn main() {}
