//! A filter judges the error, and not the result that it is in.

#![allow(unused)]

use std::io;

use depgraph::{Exit, Verdict, manifold};

fn judge(result: &io::Result<()>) -> Verdict {
    Verdict::Retry
}

#[manifold(filter = judge)]
pub async fn serve() -> io::Result<Exit> {
    Ok(Exit::Done)
}

fn main() {}
