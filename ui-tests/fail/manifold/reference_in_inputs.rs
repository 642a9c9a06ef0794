//! `inputs` names parameters: what is borrowed is said by their types.

#![allow(unused)]

use depgraph::{Hold, Output, hold, manifold};

#[derive(Clone, PartialEq, Output)]
pub struct Store(u32);

#[derive(Clone, PartialEq, Output)]
pub struct Rows(u32);

#[manifold(inputs = [store, &rows])]
pub fn serve(store: Store, rows: Rows) -> Hold<u32> {
    hold(store.0 + rows.0)
}

fn main() {}
