//! A setting has a type.

#![allow(unused)]

use depgraph::{Hold, hold, manifold};

const GRACE: u64 = 3;

#[manifold(stop_timeout = GRACE)]
pub fn open() -> Hold<()> {
    hold(())
}

fn main() {}
