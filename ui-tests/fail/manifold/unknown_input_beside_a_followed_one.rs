//! Which parameter is meant by an input that is none is not known: it may be any.

#![allow(unused)]

use std::{io, path::Path};

use depgraph::{Exit, Hold, Latest, Output, Publish, Run, Stop, Watch, graph, hold, manifold};

#[derive(Clone, PartialEq, Output)]
pub struct Settings(u32);

#[derive(Clone, PartialEq, Output)]
pub struct Store(u32);

#[manifold(inputs = [stored, settings])]
pub fn open(level: Latest<Store>, settings: Settings) -> Hold<u32> {
    hold(1)
}

fn main() {}
