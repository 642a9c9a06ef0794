//! The function stays what it was: a test just calls it.

#![deny(warnings, missing_docs)]

use depgraph::{Hold, Output, hold, manifold};

/// A store.
#[derive(Clone, Output)]
pub struct Store(pub String);

/// Opens.
#[manifold(outputs = [Store])]
pub fn open(file: &str) -> Hold<Store> {
    hold(Store(file.to_owned()))
}

/// Calls it.
pub fn by_hand() -> Hold<Store> {
    open("main.db")
}

fn main() {}
