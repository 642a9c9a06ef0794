//! That a type is not `Clone` is said where its `derive` is, and not at each call of a method.

#![allow(unused)]

use std::io;

use depgraph::{Hold, Latest, Output, Watch, hold, manifold};

#[derive(Output)]
pub struct Health(bool);

#[manifold(outputs = [Health])]
pub fn probe() -> Hold<Health> {
    hold(Health(true))
}

#[manifold(inputs = [health])]
pub async fn look(mut health: Watch<Health>) -> io::Result<()> {
    drop(health.get());
    drop(health.changed().await);
    Ok(())
}

#[manifold(inputs = [health])]
pub async fn follow(mut health: Latest<Health>) -> io::Result<()> {
    drop(health.get());
    drop(health.changed().await);
    Ok(())
}

fn main() {}
