//! Several dependents use an output at the same time, each on its own thread.

#![allow(unused)]

use depgraph::Output;

#[derive(Clone, Output)]
pub struct Store(std::cell::Cell<u32>);

fn main() {}
