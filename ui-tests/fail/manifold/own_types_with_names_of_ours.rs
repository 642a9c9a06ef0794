//! A type of one's own that has the name of one of depgraph's is not what the engine gives, however it is taken. (4 errors)

#![allow(unused)]

use depgraph::{Hold, hold, manifold};

/// Where a bus stops.
#[derive(Clone)]
pub struct Stop(u32);

/// A run of a job.
#[derive(Clone)]
pub struct Run(u32);

#[manifold]
pub fn wait(stop: Stop) -> Hold<()> {
    hold(())
}

#[manifold]
pub async fn work(run: Run) -> Hold<()> {
    hold(())
}

#[manifold]
pub fn show(run: &Run) -> Hold<()> {
    hold(())
}

#[manifold]
pub async fn serve(run: &Run) -> Hold<()> {
    hold(())
}

fn main() {}
