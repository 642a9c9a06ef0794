//! `#[manifold]` stands on a function. The struct survives, and so does what uses it.

#![allow(unused)]

use std::io;

use depgraph::{Exit, Hold, Latest, Output, Publish, Run, Stop, Watch, hold, manifold};

#[derive(Clone, PartialEq, Output)]
pub struct Settings(u32);

#[derive(Clone, PartialEq, Output)]
pub struct Store(u32);

#[manifold]
pub struct Worker {
    pub port: u16,
}

pub fn port(worker: &Worker) -> u16 {
    worker.port
}

fn main() {}
