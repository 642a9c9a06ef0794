//! Where an output cannot be read, a publisher may be of that.

#![allow(unused)]

use std::{io, path::Path};

use depgraph::{Exit, Hold, Latest, Output, Publish, Run, Stop, Watch, graph, hold, manifold};

#[derive(Clone, PartialEq, Output)]
pub struct Settings(u32);

#[derive(Clone, PartialEq, Output)]
pub struct Store(u32);

#[manifold(outputs = [3])]
pub async fn open(store: Publish<Store>) -> Result<Exit, io::Error> {
    Ok(Exit::Done)
}

fn main() {}
