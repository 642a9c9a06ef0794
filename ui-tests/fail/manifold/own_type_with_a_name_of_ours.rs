//! What a parameter is for is said by the name of its type: `Run` is the engine's.

#![allow(unused)]

use depgraph::{Hold, hold, manifold};

/// A run of a job.
#[derive(Clone)]
pub struct Run(u32);

#[manifold]
pub fn serve(run: Run) -> Hold<()> {
    hold(())
}

fn main() {}
