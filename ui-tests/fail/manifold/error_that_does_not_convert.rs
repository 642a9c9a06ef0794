//! An error converts into `Box<dyn Error + Send + Sync>`.

#![allow(unused)]

use std::io;

use depgraph::{Exit, Hold, Latest, Output, Publish, Run, Stop, Watch, hold, manifold};

#[derive(Clone, PartialEq, Output)]
pub struct Settings(u32);

#[derive(Clone, PartialEq, Output)]
pub struct Store(u32);

pub struct Broken;

#[manifold(outputs = [Store])]
pub async fn open() -> Result<Hold<Store>, Broken> {
    Err(Broken)
}

fn main() {}
