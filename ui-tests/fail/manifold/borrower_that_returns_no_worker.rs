//! An `async` function that borrows returns a worker, or a `Result` of one, as every other.

#![allow(unused)]

use std::io;

use depgraph::{Exit, Hold, Latest, Output, Publish, Run, Stop, Watch, hold, manifold};

#[derive(Clone, PartialEq, Output)]
pub struct Settings(u32);

#[derive(Clone, PartialEq, Output)]
pub struct Store(u32);

pub struct Plain(u32);

#[manifold]
pub async fn open(shards: &[u32]) -> Result<Plain, io::Error> {
    Ok(Plain(1))
}

fn main() {}
