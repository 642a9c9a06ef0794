//! A start function that takes its time is an `async fn`.

#![allow(unused)]

use depgraph::{Hold, hold, manifold};

#[manifold]
pub fn open() -> impl Future<Output = Hold<u8>> {
    async { hold(1) }
}

fn main() {}
