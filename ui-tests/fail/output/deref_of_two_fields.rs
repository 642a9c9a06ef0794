//! `deref` needs one field to dereference to.

#![allow(unused)]

use depgraph::Output;

#[derive(Clone, Output)]
#[output(deref)]
pub struct Store {
    a: u32,
    b: u32,
}

fn main() {}
