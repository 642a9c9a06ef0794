//! A function that is re-exported beside its module of the same name needs `as`, too.

#![allow(unused)]

use std::io;

use depgraph::{Exit, Hold, Latest, Output, Publish, Run, Stop, Watch, hold, manifold};

#[derive(Clone, PartialEq, Output)]
pub struct Settings(u32);

#[derive(Clone, PartialEq, Output)]
pub struct Store(u32);

pub mod store {
    use super::{Hold, Store, hold, manifold};

    #[manifold(outputs = [Store])]
    pub fn store() -> Hold<Store> {
        hold(Store(1))
    }
}

pub use store::store;

fn main() {}
