//! Shapes, as they were.

use depgraph::Output;

/// A square.
#[derive(Clone, Debug, Output)]
pub struct Square {
    /// How long each side is.
    pub side: u32,
}
