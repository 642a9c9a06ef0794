//! `impl Worker` inside a `Result` is not Rust; `Task<E>` is a worker with a name.

#![allow(unused)]

use std::io;

use depgraph::{Exit, Hold, Latest, Output, Publish, Run, Stop, Watch, hold, manifold};

#[derive(Clone, PartialEq, Output)]
pub struct Settings(u32);

#[derive(Clone, PartialEq, Output)]
pub struct Store(u32);

use depgraph::Worker;

#[manifold]
pub async fn open() -> Result<impl Worker, io::Error> {
    Ok(hold(1_u8))
}

fn main() {}
