//! Where neither `self` nor `Self` tells, rustc says that the type of a manifold cannot stand in an `impl`.

#![allow(unused)]

use std::io;

use depgraph::{Exit, Hold, Latest, Output, Publish, Run, Stop, Watch, hold, manifold};

#[derive(Clone, PartialEq, Output)]
pub struct Settings(u32);

#[derive(Clone, PartialEq, Output)]
pub struct Store(u32);

pub struct Opener;

impl Opener {
    #[manifold(outputs = [Store])]
    pub fn open() -> Hold<Store> {
        hold(Store(1))
    }
}

fn main() {}
