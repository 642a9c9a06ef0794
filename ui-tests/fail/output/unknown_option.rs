//! `#[output(..)]` knows two options.

#![allow(unused)]

use depgraph::Output;

#[derive(Clone, Output)]
#[output(derf)]
pub struct Store(u32);

fn first(store: &Store) -> u32 {
    **store
}

fn main() {}
