//! What the engine would refuse as it starts is refused where it can be read. (2 errors)

use depgraph::{Hold, hold, manifold};

#[manifold(jitter = 3.0, backoff_factor = 0.5)]
pub fn open() -> Hold<()> {
    hold(())
}

fn main() {}
