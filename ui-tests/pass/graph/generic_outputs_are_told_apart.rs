//! Two types of one generic output are two outputs.

#![deny(warnings, missing_docs)]

use depgraph::{Hold, Output, graph, hold, manifold};

/// Shared.
#[derive(Clone, Output)]
pub struct Shared<T>(T);

/// One.
#[derive(Clone, Output)]
pub struct One;

/// Two.
#[derive(Clone, Output)]
pub struct Two;

/// Makes the one.
#[manifold(outputs = [Shared<One>])]
pub fn make_one() -> Hold<Shared<One>> {
    hold(Shared(One))
}

/// Makes the other.
#[manifold(outputs = [Shared<Two>, Two])]
pub fn make_two(two: depgraph::Publish<Two>) -> Hold<Shared<Two>> {
    drop(two);
    hold(Shared(Two))
}

/// Takes both.
#[manifold(inputs = [one, two])]
pub fn take(one: Shared<One>, two: Shared<Two>) -> Hold<(One, Two)> {
    hold((one.0, two.0))
}

graph! {
    /// Everything.
    pub Agent { one: make_one, two: make_two, both: take }
}

fn main() {
    drop(Agent::new());
}
