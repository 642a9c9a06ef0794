//! Several dependents use an output at the same time, each on its own thread.

#![allow(unused)]

use depgraph::Output;

#[derive(Clone, Output)]
pub struct Store(std::rc::Rc<u32>);

fn main() {}
