//! Several outputs are listed one by one, and not as a tuple.

#![allow(unused)]

use std::io;

use depgraph::{Exit, Expose, Output, Stop, Worker, manifold};

#[derive(Clone, PartialEq, Output)]
pub struct Store(u32);

#[derive(Clone, PartialEq, Output)]
pub struct Load(u32);

pub struct Both;

impl Worker for Both {
    type Error = io::Error;

    async fn run(self, stop: Stop) -> io::Result<Exit> {
        stop.requested().await;
        Ok(Exit::Stopped)
    }
}

impl Expose<Store> for Both {
    fn expose(&self) -> Store {
        Store(1)
    }
}

impl Expose<Load> for Both {
    fn expose(&self) -> Load {
        Load(1)
    }
}

#[manifold(outputs = [(Store, Load)])]
pub fn open() -> Both {
    Both
}

fn main() {}
