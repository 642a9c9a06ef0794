//! Manifolds and outputs may be local to a function.

#![deny(warnings)]

use depgraph::{Hold, Output, hold, manifold};

fn main() {
    #[derive(Clone, Output)]
    struct Store;

    #[manifold(outputs = [Store])]
    fn open() -> Hold<Store> {
        hold(Store)
    }

    #[manifold(inputs = [store])]
    fn serve(store: Store, port: u16) -> Hold<u16> {
        let Store = store;
        hold(port)
    }

    depgraph::graph! {
        Local {
            store: open,
            web: serve(80),
        }
    }
    let _graph = Local::new();
}
