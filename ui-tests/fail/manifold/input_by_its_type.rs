//! An input is listed by the name of its parameter, and not by its type.

#![allow(unused)]

use depgraph::{Hold, Output, Watch, hold, manifold};

#[derive(Clone, PartialEq, Output)]
pub struct Health(u32);

#[derive(Clone, PartialEq, Output)]
pub struct Store(u32);

#[manifold(inputs = [store, Watch<Health>])]
pub fn serve(store: Store, health: Watch<Health>) -> Hold<()> {
    hold(())
}

fn main() {}
