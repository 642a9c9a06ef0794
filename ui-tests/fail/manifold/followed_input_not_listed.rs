//! `Latest` and `Watch` are inputs, so they are listed.

#![allow(unused)]

use std::io;

use depgraph::{Exit, Hold, Latest, Output, Publish, Run, Stop, Watch, hold, manifold};

#[derive(Clone, PartialEq, Output)]
pub struct Settings(u32);

#[derive(Clone, PartialEq, Output)]
pub struct Store(u32);

#[manifold(outputs = [Store])]
pub fn open(settings: Latest<Settings>) -> Hold<Store> {
    hold(Store(settings.get().0))
}

fn main() {}
