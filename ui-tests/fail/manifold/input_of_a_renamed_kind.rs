//! A kind of input is known by its name, and not under another one.

#![allow(unused)]

use depgraph::{Hold, Latest as Follow, Output, hold, manifold};

#[derive(Clone, Output)]
pub struct Level(u8);

#[manifold(inputs = [level])]
pub fn log(level: Follow<Level>) -> Hold<()> {
    hold(())
}

fn main() {}
