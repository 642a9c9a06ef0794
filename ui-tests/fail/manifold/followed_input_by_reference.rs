//! A `Latest`, a `Watch` or an `Option` is taken by value, as any input: every run gets one of its own.

#![allow(unused)]

use depgraph::{Hold, Latest, Output, hold, manifold};

#[derive(Clone, PartialEq, Output)]
pub struct Store(u32);

#[manifold(inputs = [store])]
pub fn serve(store: &Latest<Store>) -> Hold<u32> {
    hold(store.get().0)
}

fn main() {}
