//! A node has one configuration. A second parameter is often an input that was not listed.

#![allow(unused)]

use std::io;

use depgraph::{Exit, Hold, Latest, Output, Publish, Run, Stop, Watch, hold, manifold};

#[derive(Clone, PartialEq, Output)]
pub struct Settings(u32);

#[derive(Clone, PartialEq, Output)]
pub struct Store(u32);

#[manifold(outputs = [Store])]
pub fn open(settings: Settings, file: String) -> Hold<Store> {
    hold(Store(settings.0))
}

fn main() {}
