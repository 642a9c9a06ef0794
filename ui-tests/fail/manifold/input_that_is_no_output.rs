//! An input is the output of another node: its type derives `Output`.

#![allow(unused)]

use std::io;

use depgraph::{Exit, Hold, Latest, Output, Publish, Run, Stop, Watch, hold, manifold};

#[derive(Clone, PartialEq, Output)]
pub struct Settings(u32);

#[derive(Clone, PartialEq, Output)]
pub struct Store(u32);

pub struct Plain(u32);

#[manifold(inputs = [plain], outputs = [Store])]
pub fn open(plain: Plain) -> Hold<Store> {
    hold(Store(plain.0))
}

fn main() {}
