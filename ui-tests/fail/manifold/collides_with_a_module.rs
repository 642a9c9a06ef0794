//! A function named like a module needs another name for its type: `as`. Of a type rustc would say both. (2 errors)

#![allow(unused)]

use std::io;

use depgraph::{Exit, Hold, Latest, Output, Publish, Run, Stop, Watch, hold, manifold};

#[derive(Clone, PartialEq, Output)]
pub struct Settings(u32);

#[derive(Clone, PartialEq, Output)]
pub struct Store(u32);

pub mod store {}

#[manifold(outputs = [Store])]
pub fn store() -> Hold<Store> {
    hold(Store(1))
}

fn main() {}
