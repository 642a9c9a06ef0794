//! Two paths that end alike can lead to two types: then one of them is published and no output.

#![allow(unused)]

use std::io;

use depgraph::{Exit, Output, Publish, manifold};

mod disk {
    #[derive(Clone, PartialEq, depgraph::Output)]
    pub struct Health(u32);
}

#[derive(Clone, PartialEq, Output)]
pub struct Health(u32);

#[manifold(outputs = [Health])]
pub async fn probe(health: Publish<disk::Health>) -> Result<Exit, io::Error> {
    Ok(Exit::Done)
}

fn main() {}
