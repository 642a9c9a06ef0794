//! A configuration that is borrowed is in the future that borrows it: that it cannot be shared is said once, at its type.

#![allow(unused)]

use std::cell::RefCell;

use depgraph::{Hold, hold, manifold};

#[manifold]
pub async fn count(counts: &RefCell<Vec<u32>>) -> Hold<()> {
    counts.borrow_mut().push(1);
    hold(())
}

fn main() {}
