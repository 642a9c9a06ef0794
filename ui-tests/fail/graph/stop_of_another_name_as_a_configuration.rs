//! `Stop`, `Run` and `Publish` are recognised by these names: of another name they are taken for a configuration.

#![allow(unused)]

use std::io;

use depgraph::{Exit, Output, Stop as Halt, graph, manifold};

#[derive(Clone, PartialEq, Output)]
pub struct Store(u32);

#[manifold]
pub async fn wait(stop: Halt) -> io::Result<Exit> {
    stop.requested().await;
    Ok(Exit::Stopped)
}

graph! {
    pub Agent {
        wait: wait,
    }
}

fn main() {}
