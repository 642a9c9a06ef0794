//! `blocking` is for a plain function: an `async` one awaits instead.

#![allow(unused)]

use std::io;

use depgraph::{Exit, Hold, Latest, Output, Publish, Run, Stop, Watch, hold, manifold};

#[derive(Clone, PartialEq, Output)]
pub struct Settings(u32);

#[derive(Clone, PartialEq, Output)]
pub struct Store(u32);

#[manifold(blocking, outputs = [Store])]
pub async fn open() -> Result<Hold<Store>, io::Error> {
    Ok(hold(Store(1)))
}

fn main() {}
