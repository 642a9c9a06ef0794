//! The function and its type survive a mistake: what uses them is not in error.

#![allow(unused)]

use std::io;

use depgraph::{Exit, Hold, Latest, Output, Publish, Run, Stop, Watch, hold, manifold};

#[derive(Clone, PartialEq, Output)]
pub struct Settings(u32);

#[derive(Clone, PartialEq, Output)]
pub struct Store(u32);

#[manifold(inputs = [setings], outputs = [Store])]
pub fn open(settings: Settings) -> Hold<Store> {
    hold(Store(settings.0))
}

pub fn by_hand() -> Hold<Store> {
    open(Settings(1))
}

depgraph::graph! {
    pub Agent {
        store: open(Settings(1)),
    }
}

fn main() {}
