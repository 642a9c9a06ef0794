//! How an input is taken is said by the name of its type, also if that is another type of this name.

#![allow(unused)]

use depgraph::{Hold, Output, hold, manifold};

#[derive(Clone, PartialEq, Output)]
pub struct Store(u32);

/// What came last.
pub struct Latest<T>(T);

#[manifold(inputs = [store])]
pub fn serve(store: Latest<Store>) -> Hold<()> {
    hold(())
}

fn main() {}
