//! A generic output is one of types that are outputs themselves: the one that is none is named.

#![allow(unused)]

use depgraph::{Hold, Output, hold, manifold};

#[derive(Clone, Output)]
pub struct Id<T>(T);

#[manifold(inputs = [id])]
pub fn serve(id: Id<String>) -> Hold<()> {
    hold(())
}

fn main() {}
