//! A `Publish` is the type of a parameter; in `outputs` stands what it publishes.

#![allow(unused)]

use std::io;

use depgraph::{Output, Publish, manifold};

#[derive(Clone, PartialEq, Output)]
pub struct Store(u32);

#[manifold(outputs = [Publish<Store>])]
pub async fn open(store: Publish<Store>) -> io::Result<()> {
    store.set(Store(1));
    Ok(())
}

fn main() {}
