//! An argument that there is not may be meant to list the inputs.

#![allow(unused)]

use std::{io, path::Path};

use depgraph::{Exit, Hold, Latest, Output, Publish, Run, Stop, Watch, graph, hold, manifold};

#[derive(Clone, PartialEq, Output)]
pub struct Settings(u32);

#[derive(Clone, PartialEq, Output)]
pub struct Store(u32);

#[manifold(needs = [settings, store])]
pub fn open(settings: Settings, store: Watch<Store>, limit: u32, ready: Publish<Store>) -> Hold<u32> {
    hold(limit)
}

fn main() {}
