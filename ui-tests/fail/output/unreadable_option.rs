//! Options stand in parentheses.

#![allow(unused)]

use depgraph::Output;

#[derive(Clone, Output)]
#[output = "deref"]
pub struct Store(u32);

fn main() {}
