//! What a worker holds goes from thread to thread with it: that is said of what the function returns, and not again where it is
//! made.

#![allow(unused)]

use std::rc::Rc;

use depgraph::{Hold, hold, manifold};

#[manifold]
pub fn connect() -> Hold<Rc<u32>> {
    hold(Rc::new(7))
}

fn main() {}
