//! A type that does not resolve is for rustc to explain, once, also in what is returned.

#![allow(unused)]

use std::io;

use depgraph::{Exit, Hold, Latest, Output, Publish, Run, Stop, Watch, hold, manifold};

#[derive(Clone, PartialEq, Output)]
pub struct Settings(u32);

#[derive(Clone, PartialEq, Output)]
pub struct Store(u32);

#[manifold(outputs = [Store])]
pub async fn open() -> Result<Hold<Sotre>, io::Error> {
    loop {}
}

fn main() {}
