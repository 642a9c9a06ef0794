//! What a node gives to others derives `Output`.

#![allow(unused)]

use std::io;

use depgraph::{Exit, Hold, Latest, Output, Publish, Run, Stop, Watch, hold, manifold};

#[derive(Clone, PartialEq, Output)]
pub struct Settings(u32);

#[derive(Clone, PartialEq, Output)]
pub struct Store(u32);

#[derive(Clone)]
pub struct Plain(u32);

#[manifold(outputs = [Plain])]
pub async fn open(plain: Publish<Plain>) -> Result<Exit, io::Error> {
    Ok(Exit::Done)
}

fn main() {}
