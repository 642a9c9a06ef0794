//! A filter judges what is in the box, and not the box, which is no error.

#![allow(unused)]

use depgraph::{BoxError, Exit, Verdict, manifold};

fn judge(error: &BoxError) -> Verdict {
    Verdict::Retry
}

#[manifold(filter = judge)]
pub async fn serve() -> Result<Exit, BoxError> {
    Ok(Exit::Done)
}

fn main() {}
