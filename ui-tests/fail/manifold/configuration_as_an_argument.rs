//! The configuration needs no argument: it is the parameter that is no input.

#![allow(unused)]

use depgraph::{Hold, Output, hold, manifold};

#[derive(Clone, PartialEq, Output)]
pub struct Store(u32);

#[manifold(outputs = [Store], config = limit)]
pub fn open(limit: u32) -> Hold<Store> {
    hold(Store(limit))
}

fn main() {}
