//! A manifold is made of a function that can be called.

#![allow(unused)]

use depgraph::{Hold, manifold};

pub trait Opens {
    #[manifold]
    fn open() -> Hold<u8>;
}

fn main() {}
