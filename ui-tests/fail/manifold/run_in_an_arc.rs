//! A `Run` is taken as it is: wrapped in something else it is taken for a configuration.

#![allow(unused)]

use std::sync::Arc;

use depgraph::{Output, Run, manifold};

#[derive(Clone, PartialEq, Output)]
pub struct Store(u32);

#[manifold]
pub async fn wait(limit: u32, run: Arc<Run>) -> Result<(), std::io::Error> {
    Ok(())
}

fn main() {}
