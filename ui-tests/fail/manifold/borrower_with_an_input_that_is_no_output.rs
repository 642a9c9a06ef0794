//! An input that is no output is one error, also beside what is borrowed.

#![allow(unused)]

use std::io;

use depgraph::{Exit, Hold, Latest, Output, Publish, Run, Stop, Watch, hold, manifold};

#[derive(Clone, PartialEq, Output)]
pub struct Settings(u32);

#[derive(Clone, PartialEq, Output)]
pub struct Store(u32);

pub struct Plain(u32);

#[manifold(inputs = [plain], outputs = [Store])]
pub async fn open(plain: Plain, file: &str) -> Result<Hold<Store>, io::Error> {
    Ok(hold(Store(plain.0)))
}

fn main() {}
