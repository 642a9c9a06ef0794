//! A type is written in `outputs` as in `Publish`: an alias of it is not recognised.

#![allow(unused)]

use std::io;

use depgraph::{Exit, Output, Publish, manifold};

#[derive(Clone, PartialEq, Output)]
pub struct Health(u32);

type H = Health;

#[manifold(outputs = [Health])]
pub async fn probe(health: Publish<H>) -> Result<Exit, io::Error> {
    Ok(Exit::Done)
}

fn main() {}
