//! What is borrowed, as `&Path` and `&str`, is the configuration: it is not listed in `inputs`.

#![allow(unused)]

use std::path::Path;

use depgraph::{Hold, Output, hold, manifold};

#[derive(Clone, PartialEq, Output)]
pub struct Store(u32);

#[manifold(inputs = [store, file])]
pub fn archive(store: Store, file: &Path) -> Hold<u32> {
    hold(store.0)
}

fn main() {}
