//! `Run`, `Stop` and `Publish` come from the engine, not from another node.

#![allow(unused)]

use std::io;

use depgraph::{Exit, Hold, Latest, Output, Publish, Run, Stop, Watch, hold, manifold};

#[derive(Clone, PartialEq, Output)]
pub struct Settings(u32);

#[derive(Clone, PartialEq, Output)]
pub struct Store(u32);

#[manifold(inputs = [run], outputs = [Store])]
pub fn open(run: Run) -> Hold<Store> {
    hold(Store(1))
}

fn main() {}
