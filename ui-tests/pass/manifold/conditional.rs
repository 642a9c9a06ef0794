//! `#[cfg]` is true of the function and of what is made of it, on either side of the attribute.

#![deny(warnings, missing_docs)]

use depgraph::{Hold, Output, hold, manifold};

/// A store.
#[derive(Clone, Output)]
pub struct Store;

/// Opens.
#[manifold(outputs = [Store])]
#[cfg(not(windows))]
pub fn open() -> Hold<Store> {
    hold(Store)
}

/// Opens.
#[cfg(windows)]
#[manifold(outputs = [Store])]
pub fn open() -> Hold<Store> {
    hold(Store)
}

/// Is never there, so its types need not exist.
#[manifold(outputs = [Absent])]
#[cfg(all(unix, windows))]
pub fn never() -> Absent {
    Absent
}

/// Is on its way out.
#[deprecated(note = "use `open`")]
#[manifold(outputs = [Store])]
pub fn open_slowly() -> Hold<Store> {
    hold(Store)
}

fn main() {}
