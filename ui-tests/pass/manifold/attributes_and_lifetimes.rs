//! Attributes of the function and its parameters stay, a lifetime may be named, and what is returned borrow for ever.

#![deny(warnings, missing_docs)]

use depgraph::{Hold, Output, Run, hold, manifold};

/// A store.
#[derive(Clone, Output)]
pub struct Store;

/// Opens.
#[inline]
#[must_use]
#[expect(unused_variables, reason = "a test")]
#[manifold(outputs = [Store])]
#[expect(clippy::needless_lifetimes, clippy::extra_unused_lifetimes, reason = "a test")]
pub fn open<'a>(#[allow(unused)] name: &'a str, run: &Run) -> Hold<Store>
where
    Store: Clone,
{
    hold(Store)
}

/// Waits.
#[manifold(inputs = [store])]
pub async fn wait<'a, 'b>(store: Store, run: &'a Run, name: &'b str) -> Hold<(Store, String)> {
    hold((store, format!("{} {name}", run.name())))
}

/// Fails with a text of the program.
#[manifold]
pub fn greet(name: &str) -> Result<Hold<&'static str>, &'static str> {
    if name.is_empty() {
        return Err("nobody to greet");
    }
    Ok(hold("hello"))
}

/// The same, awaited.
#[manifold]
pub async fn call(name: &str) -> Result<Hold<String>, &'static str> {
    Ok(hold(name.to_owned()))
}

fn main() {}
