//! `crate` says how the library is called here.

#![allow(unused)]

use std::io;

use depgraph::{Exit, Hold, Latest, Output, Publish, Run, Stop, Watch, hold, manifold};

#[derive(Clone, PartialEq, Output)]
pub struct Settings(u32);

#[derive(Clone, PartialEq, Output)]
pub struct Store(u32);

#[manifold(outputs = [Store], crate = Publish<Store>)]
pub fn open() -> Hold<Store> {
    hold(Store(1))
}

fn main() {}
