//! A type that is no output may lack `Clone`, too: what derives `Output` has both.

#![allow(unused)]

use std::io;

use depgraph::{Exit, Hold, Latest, Output, Publish, Run, Stop, Watch, hold, manifold};

#[derive(Clone, PartialEq, Output)]
pub struct Settings(u32);

#[derive(Clone, PartialEq, Output)]
pub struct Store(u32);

#[manifold(outputs = [std::sync::Mutex<u32>])]
pub fn open() -> Hold<std::sync::Mutex<u32>> {
    hold(std::sync::Mutex::new(1))
}

fn main() {}
