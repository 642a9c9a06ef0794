//! An error is made on the thread that blocks, and goes to another one: what does not is said once, of the error.

#![allow(unused)]

use std::error::Error;

use depgraph::{Hold, hold, manifold};

#[manifold(blocking)]
pub fn open() -> Result<Hold<u8>, Box<dyn Error>> {
    Ok(hold(7))
}

fn main() {}
