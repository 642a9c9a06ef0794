//! The library is named by a path.

#![allow(unused)]

use depgraph::Output;

#[derive(Clone, Output)]
#[output(crate)]
pub struct Store(u32);

fn main() {}
