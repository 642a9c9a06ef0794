//! A list stands in brackets: what is behind the comma is no argument, and the parameters are no mistakes.

#![allow(unused)]

use std::{io, path::Path};

use depgraph::{Exit, Hold, Latest, Output, Publish, Run, Stop, Watch, graph, hold, manifold};

#[derive(Clone, PartialEq, Output)]
pub struct Settings(u32);

#[derive(Clone, PartialEq, Output)]
pub struct Store(u32);

#[manifold(inputs = settings, store, outputs = [Store])]
pub fn open(settings: Settings, store: Latest<Store>, limit: u32) -> Hold<Store> {
    hold(Store(1))
}

graph! {
    pub Agent(limit: u32) {
        store: open(limit),
    }
}

fn main() {}
