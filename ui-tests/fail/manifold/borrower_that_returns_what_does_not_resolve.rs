//! A returned type that does not resolve is one error, also where an `async` function borrows.

#![allow(unused)]

use std::io;

use depgraph::{Exit, Hold, Latest, Output, Publish, Run, Stop, Watch, hold, manifold};

#[derive(Clone, PartialEq, Output)]
pub struct Settings(u32);

#[derive(Clone, PartialEq, Output)]
pub struct Store(u32);

#[manifold(outputs = [Store])]
pub async fn open(file: &str) -> Result<Held<Store>, io::Error> {
    Ok(hold(Store(1)))
}

fn main() {}
