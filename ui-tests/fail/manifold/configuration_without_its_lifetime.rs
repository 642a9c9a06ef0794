//! What a node is configured with owns what it holds.

use depgraph::{Hold, hold, manifold};

pub struct Borrowed<'a>(&'a str);

#[manifold]
pub fn open(file: Borrowed) -> Hold<()> {
    drop(file.0);
    hold(())
}

fn main() {}
