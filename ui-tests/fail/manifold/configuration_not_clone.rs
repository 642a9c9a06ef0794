//! A configuration by value is cloned for each run; one that cannot be is taken by reference.

#![allow(unused)]

use std::io;

use depgraph::{Exit, Hold, Latest, Output, Publish, Run, Stop, Watch, hold, manifold};

#[derive(Clone, PartialEq, Output)]
pub struct Settings(u32);

#[derive(Clone, PartialEq, Output)]
pub struct Store(u32);

pub struct Config(u32);

#[manifold(outputs = [Store])]
pub fn open(config: Config) -> Hold<Store> {
    hold(Store(config.0))
}

fn main() {}
