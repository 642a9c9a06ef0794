//! The options of an output stand on the type.

#![allow(unused)]

use depgraph::Output;

#[derive(Clone, Output)]
pub struct Store {
    #[output(deref)]
    connection: u32,
}

fn main() {}
