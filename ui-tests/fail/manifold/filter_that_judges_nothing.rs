//! A filter answers with a verdict.

#![allow(unused)]

use std::io;

use depgraph::{Exit, Hold, Latest, Output, Publish, Run, Stop, Watch, hold, manifold};

#[derive(Clone, PartialEq, Output)]
pub struct Settings(u32);

#[derive(Clone, PartialEq, Output)]
pub struct Store(u32);

fn judge(error: &io::Error) -> bool {
    true
}

#[manifold(outputs = [Store], filter = judge)]
pub async fn open() -> Result<Hold<Store>, io::Error> {
    Ok(hold(Store(1)))
}

fn main() {}
