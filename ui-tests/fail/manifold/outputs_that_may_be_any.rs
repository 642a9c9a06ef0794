//! Where the outputs cannot be read, nothing is said of the keys that name one. (4 errors)

#![allow(unused)]

use depgraph::{Engine, Hold, Output, graph, hold, manifold};

#[derive(Clone, PartialEq, Output)]
pub struct Store(u32);

#[manifold(output = [Store])]
pub fn open() -> Hold<Store> {
    hold(Store(1))
}

#[manifold(outputs = Store)]
pub fn open_one() -> Hold<Store> {
    hold(Store(1))
}

#[manifold(outputs = ["Store"])]
pub fn open_named() -> Hold<Store> {
    hold(Store(1))
}

#[manifold(outputs = [&Store])]
pub fn open_borrowed() -> Hold<Store> {
    hold(Store(1))
}

graph! {
    pub Agent {
        store: open,
        one: open_one,
        named: open_named,
        borrowed: open_borrowed,
    }
}

pub fn watch(engine: &Engine<Agent>) {
    drop(engine.output::<Store>(Agent::STORE));
    drop(engine.output::<Store>(Agent::ONE));
    drop(engine.output::<Store>(Agent::NAMED));
    drop(engine.output::<Store>(Agent::BORROWED));
}

fn main() {}
