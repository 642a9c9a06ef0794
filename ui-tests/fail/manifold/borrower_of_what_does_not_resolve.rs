//! A configuration that does not resolve is one error, also where an `async` function borrows it.

#![allow(unused)]

use std::io;

use depgraph::{Exit, Hold, Latest, Output, Publish, Run, Stop, Watch, hold, manifold};

#[derive(Clone, PartialEq, Output)]
pub struct Settings(u32);

#[derive(Clone, PartialEq, Output)]
pub struct Store(u32);

#[manifold(outputs = [Store])]
pub async fn open(config: &Confg) -> Hold<Store> {
    hold(Store(1))
}

fn main() {}
