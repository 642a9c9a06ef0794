//! Raw identifiers are names like any other.

#![deny(warnings, missing_docs)]

use depgraph::{Hold, Output, hold, manifold};

/// A type.
#[derive(Clone, Output)]
pub struct Kind(pub u32);

/// Provides.
#[manifold(outputs = [Kind])]
pub fn r#type(r#fn: u32) -> Hold<Kind> {
    hold(Kind(r#fn))
}

/// Takes.
#[manifold(inputs = [r#type])]
pub fn take(r#type: Kind) -> Hold<u32> {
    hold(r#type.0)
}

depgraph::graph! {
    /// Agent.
    pub Agent {
        r#type: r#type(1),
        r#loop: take,
    }
}

fn main() {}
