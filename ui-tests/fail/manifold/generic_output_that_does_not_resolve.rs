//! Where it stands in an output, too, there are two places to correct. (2 errors)

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
pub fn open() -> Hold<Shared<Sotre>> {
    loop {}
}

fn main() {}
