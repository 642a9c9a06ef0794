//! An output is a handle of its own type: nothing is wrapped around it.

#![allow(unused)]

use std::io;

use depgraph::{Exit, Hold, Latest, Output, Publish, Run, Stop, Watch, hold, manifold};

#[derive(Clone, PartialEq, Output)]
pub struct Settings(u32);

#[derive(Clone, PartialEq, Output)]
pub struct Store(u32);

#[manifold(inputs = [store])]
pub fn serve(store: std::sync::Arc<Store>) -> Hold<()> {
    hold(())
}

fn main() {}
