//! An output is a value of its own, that lives as long as anybody has it.

#![allow(unused)]

use std::io;

use depgraph::{Exit, Hold, Latest, Output, Publish, Run, Stop, Watch, hold, manifold};

#[derive(Clone, PartialEq, Output)]
pub struct Settings(u32);

#[derive(Clone, PartialEq, Output)]
pub struct Store(u32);

#[manifold(outputs = [&'static Store])]
pub fn open() -> Hold<&'static Store> {
    hold(&Store(1))
}

fn main() {}
