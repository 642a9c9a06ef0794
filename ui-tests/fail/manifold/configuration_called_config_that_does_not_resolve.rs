//! What a trait of the library calls a type of its own is no proposal for one that is missing.

#![allow(unused)]

use depgraph::{Hold, Output, hold, manifold};

#[derive(Clone, Output)]
pub struct Store(u32);

#[manifold(outputs = [Store])]
pub async fn open(config: Config) -> Hold<Store> {
    drop(config);
    hold(Store(1))
}

fn main() {}
