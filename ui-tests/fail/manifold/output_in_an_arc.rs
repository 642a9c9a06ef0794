//! An output is listed as it is: what is wrapped around it is none, and that is all that is wrong. (3 errors)

#![allow(unused)]

use std::sync::Arc;

use depgraph::{Engine, Hold, Output, graph, hold, manifold};

#[derive(Clone, PartialEq, Output)]
pub struct Cache(u32);

#[manifold(outputs = [Arc<Cache>])]
pub fn open() -> Hold<Cache> {
    hold(Cache(1))
}

#[manifold(outputs = [Option<Cache>])]
pub fn find() -> Hold<Cache> {
    hold(Cache(1))
}

#[manifold(outputs = [Hold<Cache>])]
pub fn keep() -> Hold<Cache> {
    hold(Cache(1))
}

graph! {
    pub Agent {
        cache: open,
        found: find,
        kept: keep,
    }
}

pub fn show(engine: &Engine<Agent>) {
    drop(engine.output::<Cache>(Agent::CACHE));
}

fn main() {}
