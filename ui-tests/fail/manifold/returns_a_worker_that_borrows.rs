//! A worker owns all that it has: what its start function borrows is lent for the start alone.

#![allow(unused)]

use std::io;

use depgraph::{Exit, Output, Stop, Worker, manifold};

#[derive(Clone, PartialEq, Output)]
pub struct Store(u32);

pub struct Greeter<N>(N);

impl Worker for Greeter<&'static str> {
    type Error = io::Error;

    async fn run(self, stop: Stop) -> io::Result<Exit> {
        stop.requested().await;
        Ok(Exit::Stopped)
    }
}

#[manifold]
pub fn greet<'a>(name: &'a String) -> io::Result<Greeter<&'a str>> {
    Ok(Greeter(name))
}

fn main() {}
