//! An output outlives the function that made it: it cannot borrow.

#![allow(unused)]

use depgraph::Output;

#[derive(Clone, Output)]
pub struct Store<'a>(&'a str);

fn main() {}
