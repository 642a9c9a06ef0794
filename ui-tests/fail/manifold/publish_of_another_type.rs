//! What is published is one of the outputs, and here it is another type.

#![allow(unused)]

use std::io;

use depgraph::{Exit, Hold, Latest, Output, Publish, Run, Stop, Watch, hold, manifold};

#[derive(Clone, PartialEq, Output)]
pub struct Settings(u32);

#[derive(Clone, PartialEq, Output)]
pub struct Store(u32);

#[manifold(outputs = [Store])]
pub async fn open(store: Publish<Settings>, stop: Stop) -> Result<Exit, io::Error> {
    Ok(Exit::Done)
}

fn main() {}
