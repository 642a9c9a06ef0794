//! The elements of a borrowed slice that do not resolve are one error, too.

#![allow(unused)]

use std::io;

use depgraph::{Exit, Hold, Latest, Output, Publish, Run, Stop, Watch, hold, manifold};

#[derive(Clone, PartialEq, Output)]
pub struct Settings(u32);

#[derive(Clone, PartialEq, Output)]
pub struct Store(u32);

#[manifold(outputs = [Store])]
pub fn open(shards: &[Shard]) -> Hold<Store> {
    hold(Store(1))
}

fn main() {}
