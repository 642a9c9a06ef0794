//! An output has one publisher; it can be cloned.

#![allow(unused)]

use std::io;

use depgraph::{Exit, Hold, Latest, Output, Publish, Run, Stop, Watch, hold, manifold};

#[derive(Clone, PartialEq, Output)]
pub struct Settings(u32);

#[derive(Clone, PartialEq, Output)]
pub struct Store(u32);

#[manifold(outputs = [Store])]
pub async fn serve(ready: Publish<Store>, again: Publish<Store>) -> Result<Exit, io::Error> {
    Ok(Exit::Done)
}

fn main() {}
