//! An output is found by its type, and the values of a const parameter are not part of what the check sees.

#![allow(unused)]

use depgraph::Output;

#[derive(Clone, Output)]
pub struct Buffer<const SIZE: usize>([u8; SIZE]);

fn main() {}
