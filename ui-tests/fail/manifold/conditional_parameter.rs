//! The parameters of a manifold are not conditional: the graph is checked with all of them.

#![allow(unused)]

use depgraph::{Hold, hold, manifold};

#[manifold]
pub fn open(#[cfg(unix)] mode: u32) -> Hold<u8> {
    hold(1)
}

fn main() {}
