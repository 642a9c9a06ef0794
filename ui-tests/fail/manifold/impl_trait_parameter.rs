//! `impl Trait` makes a function generic, too.

#![allow(unused)]

use std::io;

use depgraph::{Exit, Hold, Latest, Output, Publish, Run, Stop, Watch, hold, manifold};

#[derive(Clone, PartialEq, Output)]
pub struct Settings(u32);

#[derive(Clone, PartialEq, Output)]
pub struct Store(u32);

#[manifold(outputs = [Store])]
pub fn open(number: impl Into<u32> + Clone + Send + Sync + 'static) -> Hold<Store> {
    hold(Store(number.into()))
}

fn main() {}
