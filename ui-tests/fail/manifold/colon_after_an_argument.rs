//! An argument is separated from its value by `=`, and not by the colon of a setting in `graph!`. (3 errors)

#![allow(unused)]

use std::time::Duration;

use depgraph::{Hold, Output, graph, hold, manifold};

#[derive(Clone, PartialEq, Output)]
pub struct Store(u32);

#[manifold(outputs: [Store])]
pub fn open() -> Hold<Store> {
    hold(Store(1))
}

#[manifold(inputs = [store], stop_timeout: Duration::from_secs(3))]
pub fn serve(store: Store) -> Hold<()> {
    hold(())
}

#[manifold(as: Idle)]
pub fn idle() -> Hold<()> {
    hold(())
}

graph! {
    pub Agent {
        store: open,
        web: serve,
        idle: Idle,
    }
}

fn main() {}
