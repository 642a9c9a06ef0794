//! A filter borrows the error: the report shows it afterwards.

#![allow(unused)]

use std::io;

use depgraph::{Exit, Hold, Latest, Output, Publish, Run, Stop, Watch, hold, manifold};

#[derive(Clone, PartialEq, Output)]
pub struct Settings(u32);

#[derive(Clone, PartialEq, Output)]
pub struct Store(u32);

#[derive(Debug)]
pub struct Other;

impl std::fmt::Display for Other {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("other")
    }
}

impl std::error::Error for Other {}

fn judge(error: Other) -> depgraph::Verdict {
    depgraph::Verdict::Retry
}

#[manifold(outputs = [Store], filter = judge)]
pub async fn open() -> Result<Hold<Store>, io::Error> {
    Ok(hold(Store(1)))
}

fn main() {}
