//! A run borrows its configuration for as long as it lasts, not for ever.

#![allow(unused)]

use std::path::Path;

use depgraph::{Hold, hold, manifold};

#[manifold]
pub fn open(file: &'static Path) -> Hold<u8> {
    hold(1)
}

fn main() {}
