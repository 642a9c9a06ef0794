//! That an output can be followed is said where it is taken, and not where it is listed.

#![allow(unused)]

use depgraph::{Engine, Hold, Output, Watch, graph, hold, manifold};

#[derive(Clone, PartialEq, Output)]
pub struct Store(u32);

#[manifold(outputs = [Watch<Store>])]
pub fn open() -> Hold<Store> {
    hold(Store(1))
}

graph! {
    pub Agent {
        store: open,
    }
}

pub fn store(engine: &Engine<Agent>) -> Watch<Store> {
    engine.output(Agent::STORE)
}

fn main() {}
