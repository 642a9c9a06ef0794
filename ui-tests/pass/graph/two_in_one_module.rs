//! Graphs stand side by side, and nothing but their types comes out of a module with them.

#![deny(warnings, missing_docs)]

/// Two graphs and two manifolds.
pub mod one {
    use depgraph::{Hold, graph, hold, manifold};
    use depgraph_ui_tests::settings;

    /// Its own.
    #[manifold]
    pub fn first() -> Hold<u8> {
        hold(1)
    }

    graph! {
        /// A graph.
        pub First { node: first, settings: settings::watch(1) }
    }

    graph! {
        /// Another.
        pub Second { node: first, settings: settings::watch(1) }
    }
}

/// A third graph.
pub mod two {
    use depgraph::{Hold, graph, hold, manifold};

    /// Its own.
    #[manifold]
    pub fn second() -> Hold<u8> {
        hold(2)
    }

    graph! {
        /// A graph.
        pub Third { node: second }
    }
}

// Were anything else to come along, these would be ambiguous.
use one::*;
use two::*;

depgraph::graph! {
    /// All of them.
    pub All { first: first, second: second }
}

fn main() {
    drop((First::new(), Second::new(), Third::new(), All::new()));
}
