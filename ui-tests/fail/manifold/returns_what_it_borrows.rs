//! What a start function returns owns all that it has, the error, too: what it borrows is lent for the start alone.

#![allow(unused)]

use depgraph::{Hold, Output, hold, manifold};

#[derive(Clone, PartialEq, Output)]
pub struct Store(u32);

#[manifold(outputs = [Store])]
pub async fn open(name: &str) -> Result<Hold<Store>, &str> {
    Err(name)
}

fn main() {}
