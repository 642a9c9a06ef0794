//! The library's own name for the element of a slice is no proposal for one that is missing.

#![allow(unused)]

use depgraph::{Hold, Output, hold, manifold};

#[derive(Clone, Output)]
pub struct Store(u32);

#[manifold(outputs = [Store])]
pub fn open(elements: &[Element]) -> Hold<Store> {
    hold(Store(1))
}

fn main() {}
