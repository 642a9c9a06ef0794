//! `Stop` is a handle: it is taken by value.

#![allow(unused)]

use std::io;

use depgraph::{Exit, Hold, Latest, Output, Publish, Run, Stop, Watch, hold, manifold};

#[derive(Clone, PartialEq, Output)]
pub struct Settings(u32);

#[derive(Clone, PartialEq, Output)]
pub struct Store(u32);

#[manifold]
pub async fn serve(stop: &Stop) -> Result<Exit, io::Error> {
    stop.requested().await;
    Ok(Exit::Stopped)
}

fn main() {}
