//! A function that is its own run has no worker that could expose something, also where an alias hides that it is one.

#![allow(unused)]

use depgraph::{BoxError, Exit, Output, manifold};

#[derive(Clone, Output)]
pub struct Ready(bool);

type Served = Result<Exit, BoxError>;

#[manifold(outputs = [Ready])]
pub async fn serve() -> Served {
    Ok(Exit::Done)
}

fn main() {}
