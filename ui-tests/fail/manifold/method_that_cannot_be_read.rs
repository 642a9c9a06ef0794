//! Of a method that cannot be read nothing else is said, either.

#![allow(unused)]

use std::{io, path::Path};

use depgraph::{Exit, Hold, Latest, Output, Publish, Run, Stop, Watch, graph, hold, manifold};

#[derive(Clone, PartialEq, Output)]
pub struct Settings(u32);

#[derive(Clone, PartialEq, Output)]
pub struct Store(u32);

impl Store {
    #[manifold]
    pub fn open(&self file: &Path) -> Hold<Store> {
        hold(Store(1))
    }
}

fn main() {}
