//! The same of one that stands in the type of a configuration.

#![allow(unused)]

use std::io;

use depgraph::{Exit, Hold, Latest, Output, Publish, Run, Stop, Watch, hold, manifold};

#[derive(Clone, PartialEq, Output)]
pub struct Settings(u32);

#[derive(Clone, PartialEq, Output)]
pub struct Store(u32);

#[manifold(outputs = [Store])]
pub fn open(config: Vec<Confg>) -> Hold<Store> {
    hold(Store(1))
}

fn main() {}
