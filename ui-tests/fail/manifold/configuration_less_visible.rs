//! What a node is configured with must be as visible as the function, from which everybody can make a node.

#![allow(unused)]

mod storage {
    use depgraph::{Hold, Output, hold, manifold};

    #[derive(Clone, Output)]
    pub struct Store(u32);

    #[derive(Clone)]
    pub(crate) struct Limits(u32);

    #[manifold(outputs = [Store])]
    pub fn open(limits: Limits) -> Hold<Store> {
        hold(Store(limits.0))
    }
}

fn main() {}
