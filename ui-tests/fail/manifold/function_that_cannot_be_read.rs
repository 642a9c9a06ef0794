//! Of a function that cannot be read the compiler says so, and nothing is said of who names it.

#![allow(unused)]

use std::{io, path::Path};

use depgraph::{Exit, Hold, Latest, Output, Publish, Run, Stop, Watch, graph, hold, manifold};

#[derive(Clone, PartialEq, Output)]
pub struct Settings(u32);

#[derive(Clone, PartialEq, Output)]
pub struct Store(u32);

#[manifold(outputs = [Store])]
pub fn open(file Path, limit: u32) -> Hold<Store> {
    hold(Store(limit))
}

#[manifold(inputs = [store])]
pub fn serve(store: Store, port: u16) -> Hold<u16> {
    hold(port)
}

graph! {
    pub Agent(limit: u32) {
        store: open(limit),
        web: serve(80),
    }
}

async fn ask(engine: depgraph::Engine<Agent>) {
    drop(engine.output::<Store>(Agent::STORE));
}

fn main() {}
