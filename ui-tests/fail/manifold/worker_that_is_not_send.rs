//! A worker runs on any thread.

#![allow(unused)]

use std::io;

use depgraph::{Exit, Hold, Latest, Output, Publish, Run, Stop, Watch, hold, manifold};

#[derive(Clone, PartialEq, Output)]
pub struct Settings(u32);

#[derive(Clone, PartialEq, Output)]
pub struct Store(u32);

pub struct Serve(std::rc::Rc<u32>);

impl depgraph::Worker for Serve {
    type Error = io::Error;

    async fn run(self, stop: Stop) -> Result<Exit, io::Error> {
        Ok(Exit::Done)
    }
}

#[manifold]
pub fn serve() -> Serve {
    Serve(std::rc::Rc::new(1))
}

fn main() {}
