//! `deref` needs a struct.

#![allow(unused)]

use depgraph::Output;

#[derive(Clone, Output)]
#[output(deref)]
pub enum Store {
    Empty,
    Full(u32),
}

fn main() {}
