//! An input is listed by name: its type stands at the parameter.

#![allow(unused)]

use std::io;

use depgraph::{Exit, Hold, Latest, Output, Publish, Run, Stop, Watch, hold, manifold};

#[derive(Clone, PartialEq, Output)]
pub struct Settings(u32);

#[derive(Clone, PartialEq, Output)]
pub struct Store(u32);

#[manifold(inputs = [settings: Settings], outputs = [Store])]
pub fn open(settings: Settings) -> Hold<Store> {
    hold(Store(1))
}

fn main() {}
