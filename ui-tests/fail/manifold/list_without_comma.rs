//! What is listed is separated by commas; without one, all of it counts.

#![allow(unused)]

use std::io;

use depgraph::{Exit, Hold, Latest, Output, Publish, Run, Stop, Watch, hold, manifold};

#[derive(Clone, PartialEq, Output)]
pub struct Settings(u32);

#[derive(Clone, PartialEq, Output)]
pub struct Store(u32);

#[manifold(inputs = [settings store], outputs = [Store])]
pub fn open(settings: Settings, store: Store) -> Hold<Store> {
    hold(Store(1))
}

fn main() {}
