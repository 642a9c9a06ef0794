//! No function takes a `str` by value. There is nothing to add to what rustc says of it.

#![allow(unused)]

use std::io;

use depgraph::{Exit, Hold, Latest, Output, Publish, Run, Stop, Watch, hold, manifold};

#[derive(Clone, PartialEq, Output)]
pub struct Settings(u32);

#[derive(Clone, PartialEq, Output)]
pub struct Store(u32);

#[manifold(outputs = [Store])]
pub fn open(file: str) -> Hold<Store> {
    hold(Store(1))
}

fn main() {}
