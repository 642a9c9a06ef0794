//! Shapes, as they are now.

use depgraph::{Hold, Output, hold, manifold};

/// A square.
#[derive(Clone, Debug, Output)]
pub struct Square {
    /// How long each side is.
    pub side: u64,
}

/// Shows a square.
#[manifold(inputs = [square])]
pub fn show(square: Square) -> Hold<u64> {
    hold(square.side)
}
