//! What is wrong deep inside of an output is found by rustc, which says two things of an `Rc`. (2 errors)

#![allow(unused)]

use depgraph::Output;

#[derive(Clone)]
pub struct Pages(std::rc::Rc<u32>);

#[derive(Clone, Output)]
pub struct Store(Pages);

fn main() {}
