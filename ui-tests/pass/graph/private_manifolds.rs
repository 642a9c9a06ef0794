//! A graph may be seen by more than its manifolds are.

#![deny(warnings, missing_docs)]

use depgraph::graph;

mod parts {
    use depgraph::{Hold, Output, hold, manifold};

    #[derive(Clone, Output)]
    pub(crate) struct Store;

    #[manifold(outputs = [Store])]
    pub(crate) fn open() -> Hold<Store> {
        hold(Store)
    }

    #[manifold(inputs = [store])]
    pub(crate) fn serve(store: Store) -> Hold<Store> {
        hold(store)
    }
}

graph! {
    /// Nobody else can name its parts.
    pub(crate) Agent {
        store: parts::open,
        web: parts::serve,
    }
}

graph! {
    Private {
        store: parts::open,
    }
}

fn main() {
    drop((Agent::new(), Private::new()));
}
