//! An input is required, optional, followed or watched: one of these.

#![allow(unused)]

use depgraph::{Hold, Latest, Output, hold, manifold};

#[derive(Clone, Output)]
pub struct Store(u32);

#[manifold(inputs = [store])]
pub fn serve(store: Option<Latest<Store>>) -> Hold<()> {
    hold(())
}

fn main() {}
