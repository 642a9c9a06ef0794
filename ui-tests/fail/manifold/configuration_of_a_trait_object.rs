//! A trait object is for one thread unless it says otherwise, and a configuration is for several: that is one mistake, also where
//! an `async` function takes it and where a graph gives it.

#![allow(unused)]

use std::sync::Arc;

use depgraph::{Hold, Output, graph, hold, manifold};

pub trait Clock {
    fn now(&self) -> u64;
}

#[derive(Clone, Output)]
pub struct Store(u64);

#[manifold(outputs = [Store])]
pub async fn open(clock: Arc<dyn Clock>) -> Hold<Store> {
    hold(Store(clock.now()))
}

graph! {
    pub Agent(clock: Arc<dyn Clock>) {
        store: open(clock),
    }
}

fn main() {}
