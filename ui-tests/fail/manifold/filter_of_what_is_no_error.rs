//! A filter is asked about errors.

#![allow(unused)]

use std::io;

use depgraph::{Exit, Hold, Latest, Output, Publish, Run, Stop, Watch, hold, manifold};

#[derive(Clone, PartialEq, Output)]
pub struct Settings(u32);

#[derive(Clone, PartialEq, Output)]
pub struct Store(u32);

pub struct Broken;

fn judge(error: &Broken) -> depgraph::Verdict {
    depgraph::Verdict::Retry
}

#[manifold(outputs = [Store], filter = judge)]
pub async fn open() -> Result<Hold<Store>, io::Error> {
    Ok(hold(Store(1)))
}

fn main() {}
