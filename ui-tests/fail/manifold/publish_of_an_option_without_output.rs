//! An output that comes and goes is published as it is: to take it back is `clear`.

#![allow(unused)]

use std::io;

use depgraph::{Output, Publish, manifold};

#[derive(Clone, PartialEq, Output)]
pub struct Store(u32);

#[manifold]
pub async fn open(store: Publish<Option<Store>>) -> io::Result<()> {
    store.set(None);
    Ok(())
}

fn main() {}
