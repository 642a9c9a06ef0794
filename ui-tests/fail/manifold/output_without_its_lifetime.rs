//! An output that borrows is no output, and that its lifetime is missing is all that is said of it.

#![allow(unused)]

use depgraph::{Hold, hold, manifold};

#[derive(Clone)]
pub struct Borrowed<'a>(&'a str);

#[manifold(outputs = [Borrowed])]
pub fn open() -> Hold<u32> {
    hold(1)
}

fn main() {}
