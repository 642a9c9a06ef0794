//! An output is `Clone`: each dependent gets a handle of its own.

#![allow(unused)]

use depgraph::Output;

#[derive(Output)]
pub struct Store(u32);

fn main() {}
