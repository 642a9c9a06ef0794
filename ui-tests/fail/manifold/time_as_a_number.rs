//! A time is a `Duration`: a number does not say of what it is one.

#![allow(unused)]

use std::io;

use depgraph::{Exit, Hold, Latest, Output, Publish, Run, Stop, Watch, hold, manifold};

#[derive(Clone, PartialEq, Output)]
pub struct Settings(u32);

#[derive(Clone, PartialEq, Output)]
pub struct Store(u32);

#[manifold(outputs = [Store], stop_timeout = 3)]
pub fn open() -> Hold<Store> {
    hold(Store(1))
}

fn main() {}
