//! An output that comes and goes is published, not wrapped.

#![allow(unused)]

use std::io;

use depgraph::{Exit, Hold, Latest, Output, Publish, Run, Stop, Watch, hold, manifold};

#[derive(Clone, PartialEq, Output)]
pub struct Settings(u32);

#[derive(Clone, PartialEq, Output)]
pub struct Store(u32);

#[manifold(outputs = [Option<Store>])]
pub fn open() -> Hold<Option<Store>> {
    hold(None)
}

fn main() {}
