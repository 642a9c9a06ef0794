//! The same of one that stands in the type of an output.

#![allow(unused)]

use std::io;

use depgraph::{Exit, Hold, Latest, Output, Publish, Run, Stop, Watch, hold, manifold};

#[derive(Clone, PartialEq, Output)]
pub struct Settings(u32);

#[derive(Clone, PartialEq, Output)]
pub struct Store(u32);

#[derive(Clone, Output)]
pub struct Shared<T>(T);

#[manifold(outputs = [Shared<Sotre>])]
pub fn open() -> Hold<Shared<Store>> {
    loop {}
}

fn main() {}
