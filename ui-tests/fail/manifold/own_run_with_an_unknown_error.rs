//! A function that is its own run says which error it may end with.

#![allow(unused)]

use std::io;

use depgraph::{Exit, Hold, Latest, Output, Publish, Run, Stop, Watch, hold, manifold};

#[derive(Clone, PartialEq, Output)]
pub struct Settings(u32);

#[derive(Clone, PartialEq, Output)]
pub struct Store(u32);

#[manifold]
pub async fn serve(stop: Stop) -> Result<Exit, Broken> {
    Ok(Exit::Done)
}

fn main() {}
