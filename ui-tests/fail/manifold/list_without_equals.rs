//! A list stands behind `=`, also if it is in brackets.

#![allow(unused)]

use depgraph::{Hold, Output, hold, manifold};

#[derive(Clone, PartialEq, Output)]
pub struct Store(u32);

#[manifold(inputs [store])]
pub fn serve(store: Store) -> Hold<()> {
    hold(())
}

fn main() {}
