//! An error goes from task to task.

#![allow(unused)]

use std::io;

use depgraph::{Exit, Hold, Latest, Output, Publish, Run, Stop, Watch, hold, manifold};

#[derive(Clone, PartialEq, Output)]
pub struct Settings(u32);

#[derive(Clone, PartialEq, Output)]
pub struct Store(u32);

#[derive(Debug)]
pub struct Broken(std::rc::Rc<u32>);

impl std::fmt::Display for Broken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("broken")
    }
}

impl std::error::Error for Broken {}

#[manifold(outputs = [Store])]
pub fn open() -> Result<Hold<Store>, Broken> {
    Ok(hold(Store(1)))
}

fn main() {}
