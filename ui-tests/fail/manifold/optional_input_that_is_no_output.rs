//! The same for the type inside `Option`, `Latest` and `Watch`.

#![allow(unused)]

use std::io;

use depgraph::{Exit, Hold, Latest, Output, Publish, Run, Stop, Watch, hold, manifold};

#[derive(Clone, PartialEq, Output)]
pub struct Settings(u32);

#[derive(Clone, PartialEq, Output)]
pub struct Store(u32);

pub struct Plain(u32);

#[manifold(inputs = [plain], outputs = [Store])]
pub fn open(plain: Option<Plain>) -> Hold<Store> {
    hold(Store(1))
}

fn main() {}
