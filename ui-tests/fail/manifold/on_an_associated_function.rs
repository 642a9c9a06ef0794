//! A manifold is a free function, also where it takes no `self`.

#![allow(unused)]

use depgraph::{Exit, Stop, Worker, manifold};

pub struct Store;

impl Store {
    #[manifold]
    pub fn open() -> Result<Self, std::io::Error> {
        Ok(Self)
    }
}

impl Worker for Store {
    type Error = std::io::Error;

    async fn run(self, _: Stop) -> Result<Exit, std::io::Error> {
        Ok(Exit::Done)
    }
}

fn main() {}
