//! An input is a parameter, and is known by its name.

#![allow(unused)]

use depgraph::{Hold, Output, hold, manifold};

#[derive(Clone, PartialEq, Output)]
pub struct Store(u32);

#[manifold(inputs = [store])]
pub fn serve(_: Store) -> Hold<()> {
    hold(())
}

fn main() {}
