//! A `Stop` is taken by value, and needs not be mutable: each run has its own.

#![allow(unused)]

use std::io;

use depgraph::{Exit, Output, Stop, manifold};

#[derive(Clone, PartialEq, Output)]
pub struct Store(u32);

#[manifold]
pub async fn wait(stop: &mut Stop) -> io::Result<Exit> {
    stop.requested().await;
    Ok(Exit::Stopped)
}

fn main() {}
