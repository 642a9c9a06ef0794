//! `deref` takes no value.

#![allow(unused)]

use depgraph::Output;

#[derive(Clone, Output)]
#[output(deref = true)]
pub struct Store(u32);

fn main() {}
