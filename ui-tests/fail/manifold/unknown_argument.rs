//! An argument that is not known is named, with what it is likely to mean and the list of all.

#![allow(unused)]

use std::io;

use depgraph::{Exit, Hold, Latest, Output, Publish, Run, Stop, Watch, hold, manifold};

#[derive(Clone, PartialEq, Output)]
pub struct Settings(u32);

#[derive(Clone, PartialEq, Output)]
pub struct Store(u32);

#[manifold(input = [settings])]
pub fn open(settings: Settings) -> Hold<Store> {
    hold(Store(settings.0))
}

fn main() {}
