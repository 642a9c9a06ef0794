//! An output goes from thread to thread, and so does all that is in it: the field is what is wrong.

#![allow(unused)]

use depgraph::Output;

#[derive(Clone, Output)]
pub struct Store(std::rc::Rc<u32>);

fn main() {}
