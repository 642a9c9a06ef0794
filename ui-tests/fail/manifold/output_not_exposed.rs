//! A listed output comes from `Expose` of the worker, or from a `Publish` parameter.

#![allow(unused)]

use std::io;

use depgraph::{Exit, Hold, Latest, Output, Publish, Run, Stop, Watch, hold, manifold};

#[derive(Clone, PartialEq, Output)]
pub struct Settings(u32);

#[derive(Clone, PartialEq, Output)]
pub struct Store(u32);

#[manifold(outputs = [Store, Settings])]
pub fn open() -> Hold<Store> {
    hold(Store(1))
}

fn main() {}
