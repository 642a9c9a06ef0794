//! How an input is taken is said by the type of its parameter, and not by an argument.

#![allow(unused)]

use depgraph::{Hold, Output, hold, manifold};

#[derive(Clone, PartialEq, Output)]
pub struct Store(u32);

#[manifold(optional = [store])]
pub fn serve(store: Store) -> Hold<u32> {
    hold(store.0)
}

fn main() {}
