//! An option that there is not is one mistake, also with a value.

#![allow(unused)]

use depgraph::Output;

#[derive(Clone, Output)]
#[output(rename = "storage")]
pub struct Store(u32);

fn main() {}
