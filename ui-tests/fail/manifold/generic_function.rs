//! A node has one type of everything, so a manifold is not generic.

#![allow(unused)]

use std::io;

use depgraph::{Exit, Hold, Latest, Output, Publish, Run, Stop, Watch, hold, manifold};

#[derive(Clone, PartialEq, Output)]
pub struct Settings(u32);

#[derive(Clone, PartialEq, Output)]
pub struct Store(u32);

#[manifold(outputs = [Store])]
pub fn open<T: Into<u32>>(number: T) -> Hold<Store> {
    hold(Store(number.into()))
}

fn main() {}
