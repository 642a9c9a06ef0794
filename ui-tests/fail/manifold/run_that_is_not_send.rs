//! So is what `run` makes: the error points into it.

#![allow(unused)]

use std::io;

use depgraph::{Exit, Hold, Latest, Output, Publish, Run, Stop, Watch, hold, manifold};

#[derive(Clone, PartialEq, Output)]
pub struct Settings(u32);

#[derive(Clone, PartialEq, Output)]
pub struct Store(u32);

pub struct Serve;

impl depgraph::Worker for Serve {
    type Error = io::Error;

    async fn run(self, stop: Stop) -> Result<Exit, io::Error> {
        let shared = std::rc::Rc::new(1);
        stop.requested().await;
        drop(shared);
        Ok(Exit::Done)
    }
}

#[manifold]
pub fn serve() -> Serve {
    Serve
}

fn main() {}
