//! A key is that of a node: of which of its outputs is said by the type.

#![allow(unused)]

use depgraph::{Engine, Hold, Output, Publish, graph, hold, manifold};

#[derive(Clone, Output)]
pub struct Store;

#[derive(Clone, Output)]
pub struct Load;

#[manifold(outputs = [Store, Load])]
pub fn open(load: Publish<Load>) -> Hold<Store> {
    drop(load);
    hold(Store)
}

graph! {
    pub Agent {
        store: open,
    }
}

pub fn look(engine: &Engine<Agent>) {
    let store = engine.output(Agent::STORE);
}

fn main() {}
