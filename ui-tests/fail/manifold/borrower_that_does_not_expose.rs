//! An output that is not exposed is reported where it is listed, also of an `async` function that borrows.

#![allow(unused)]

use std::io;

use depgraph::{Exit, Hold, Latest, Output, Publish, Run, Stop, Watch, hold, manifold};

#[derive(Clone, PartialEq, Output)]
pub struct Settings(u32);

#[derive(Clone, PartialEq, Output)]
pub struct Store(u32);

#[manifold(outputs = [Store, Settings])]
pub async fn open(settings: &u32) -> Hold<Store> {
    hold(Store(*settings))
}

fn main() {}
