//! A private function may use private types.

#![deny(warnings, missing_docs)]

use depgraph::{Hold, Output, hold, manifold};

#[derive(Clone)]
struct Config(u32);

#[derive(Clone, Output)]
struct Secret(u32);

#[manifold(outputs = [Secret])]
fn make(config: Config) -> Hold<Secret> {
    hold(Secret(config.0))
}

#[manifold(inputs = [secret])]
fn take(secret: Secret) -> Hold<u32> {
    hold(secret.0)
}

depgraph::graph! {
    Agent {
        secret: make(Config(1)),
        take: take,
    }
}

const _: fn() -> depgraph::Graph<Agent> = Agent::new;

fn main() {}
