//! What is published is an output, without what the standard library wraps around it.

#![allow(unused)]

use std::sync::Arc;

use depgraph::{Output, Publish, manifold};

#[derive(Clone, PartialEq, Output)]
pub struct Store(u32);

#[manifold(outputs = [Store])]
pub async fn open(store: Publish<Arc<Store>>) -> Result<(), std::io::Error> {
    store.set(Arc::new(Store(1)));
    Ok(())
}

fn main() {}
