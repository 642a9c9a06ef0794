//! A node of a deprecated manifold is allowed where the user says so, and nowhere warned of otherwise.

#![deny(warnings, missing_docs)]

use depgraph::{Hold, graph, hold, manifold};

/// Is on its way out.
#[deprecated(note = "use `open`")]
#[manifold]
pub fn open_slowly(seconds: u32) -> Hold<u32> {
    hold(seconds)
}

graph! {
    /// Still has them.
    pub Agent {
        #[allow(deprecated)]
        slow: open_slowly(1),
        #[expect(deprecated, reason = "it is tried")]
        slower: open_slowly(2),
    }
}

fn main() {}
