//! When a node runs is said of the node, in `graph!`: the manifold knows no nodes.

#![allow(unused)]

use depgraph::{Hold, Output, hold, manifold};

#[derive(Clone, PartialEq, Output)]
pub struct Store(u32);

#[manifold(inputs = [store], when = [migrated])]
pub fn serve(store: Store) -> Hold<u32> {
    hold(store.0)
}

fn main() {}
