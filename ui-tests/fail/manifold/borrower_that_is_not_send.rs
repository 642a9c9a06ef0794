//! A future that borrows is `Send`, too. The error points into the function, and not at what it is called by.

#![allow(unused)]

use std::io;

use depgraph::{Exit, Hold, Latest, Output, Publish, Run, Stop, Watch, hold, manifold};

#[derive(Clone, PartialEq, Output)]
pub struct Settings(u32);

#[derive(Clone, PartialEq, Output)]
pub struct Store(u32);

#[manifold(outputs = [Store])]
pub async fn open(file: &str, run: &Run) -> Result<Hold<Store>, io::Error> {
    let shared = std::rc::Rc::new(1);
    tokio_like().await;
    Ok(hold(Store(*shared)))
}

async fn tokio_like() {}

fn main() {}
