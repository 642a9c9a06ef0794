//! A type that is no output may not be `Sync` either: only the first is said.

#![allow(unused)]

use std::{cell::Cell, io, sync::Arc};

use depgraph::{Exit, Hold, Latest, Output, Publish, Run, Stop, Watch, hold, manifold};

#[derive(Clone, PartialEq, Output)]
pub struct Settings(u32);

#[derive(Clone, PartialEq, Output)]
pub struct Store(u32);

#[manifold(inputs = [count])]
pub fn serve(count: Arc<Cell<u32>>) -> Hold<()> {
    hold(())
}

fn main() {}
