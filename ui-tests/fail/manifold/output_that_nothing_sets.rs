//! A function that is its own run has no worker to expose an output: it publishes.

#![allow(unused)]

use std::io;

use depgraph::{Exit, Hold, Latest, Output, Publish, Run, Stop, Watch, hold, manifold};

#[derive(Clone, PartialEq, Output)]
pub struct Settings(u32);

#[derive(Clone, PartialEq, Output)]
pub struct Store(u32);

#[manifold(outputs = [Store])]
pub async fn serve(stop: Stop) -> Result<Exit, io::Error> {
    Ok(Exit::Done)
}

fn main() {}
