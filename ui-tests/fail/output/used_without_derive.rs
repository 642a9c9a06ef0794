//! A type is an output by its `derive`: what lacks it is told where it is listed, and not at each call of a method. (3 errors)

#![allow(unused)]

use std::io;

use depgraph::{Engine, Hold, Latest, Output, Publish, Watch, graph, hold, manifold};

#[derive(Clone, PartialEq)]
pub struct Health(bool);

#[derive(Clone, Output)]
pub struct Named<T>(T);

#[manifold(outputs = [Health])]
pub async fn probe(health: Publish<Health>) -> io::Result<()> {
    drop(health.set(Health(true)));
    drop(health.replace(Health(false)));
    Ok(())
}

#[manifold(inputs = [health])]
pub async fn look(mut health: Watch<Health>) -> io::Result<()> {
    drop(health.get());
    drop(health.changed().await);
    Ok(())
}

#[manifold(outputs = [Named<u8>])]
pub fn name() -> Hold<Named<u8>> {
    hold(Named(1))
}

graph! {
    pub Agent {
        probe: probe,
        look: look,
        name: name,
    }
}

fn see(engine: &Engine<Agent>) {
    drop(engine.output::<Health>(Agent::PROBE).get());
}

fn main() {}
