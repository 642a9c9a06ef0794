//! An `impl Worker` exposes nothing, whatever it is made of: that it does is said beside `Worker`.

#![allow(unused)]

use depgraph::{Hold, Output, Worker, hold, manifold};

#[derive(Clone, PartialEq, Output)]
pub struct Store(u32);

#[manifold(outputs = [Store])]
pub fn open() -> impl Worker {
    hold(Store(1))
}

fn main() {}
