//! A generic output tells its types apart by their parameters, so these are outputs.

#![allow(unused)]

use depgraph::Output;

#[derive(Clone, Output)]
pub struct Shared<T>(T);

fn is_output<T: Output>() {}

fn check() {
    is_output::<Shared<u32>>();
}

fn main() {}
