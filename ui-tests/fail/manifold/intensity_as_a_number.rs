//! How many failures are too many depends on the time in which they happen.

#![allow(unused)]

use std::io;

use depgraph::{Exit, manifold};

#[manifold(intensity = 5)]
pub async fn serve() -> io::Result<Exit> {
    Ok(Exit::Done)
}

fn main() {}
