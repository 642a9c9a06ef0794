//! A start function is called with what it lists.

#![allow(unused)]

use std::io;

use depgraph::{Exit, Hold, Latest, Output, Publish, Run, Stop, Watch, hold, manifold};

#[derive(Clone, PartialEq, Output)]
pub struct Settings(u32);

#[derive(Clone, PartialEq, Output)]
pub struct Store(u32);

#[manifold(outputs = [Store])]
pub unsafe extern "C" fn open(settings: ...) -> Hold<Store> {
    hold(Store(1))
}

fn main() {}
