//! `blocking` is said, not set.

#![allow(unused)]

use std::io;

use depgraph::{Exit, Hold, Latest, Output, Publish, Run, Stop, Watch, hold, manifold};

#[derive(Clone, PartialEq, Output)]
pub struct Settings(u32);

#[derive(Clone, PartialEq, Output)]
pub struct Store(u32);

#[manifold(blocking = true, outputs = [Store])]
pub fn open() -> Hold<Store> {
    hold(Store(1))
}

fn main() {}
