//! A generic output is told apart by its parameters.

#![deny(warnings, missing_docs)]

use std::sync::Arc;

use depgraph::{Hold, Output, hold, manifold};

/// A number.
#[derive(Clone, Output)]
pub struct Number(pub u32);

/// A word.
#[derive(Clone, Output)]
pub struct Word(pub &'static str);

/// Something shared.
#[derive(Clone, Output)]
#[output(deref)]
pub struct Shared<T>(Arc<T>);

/// Shares a number.
#[manifold(outputs = [Shared<Number>])]
pub fn number() -> Hold<Shared<Number>> {
    hold(Arc::new(Number(1)).into())
}

/// Shares a word.
#[manifold(outputs = [Shared<Word>])]
pub fn word() -> Hold<Shared<Word>> {
    hold(Arc::new(Word("one")).into())
}

/// Takes both.
#[manifold(inputs = [number, word])]
pub fn both(number: Shared<Number>, word: Shared<Word>) -> Hold<u32> {
    let _ = word.0.0;
    hold(number.0.0)
}

depgraph::graph! {
    /// Agent.
    pub Agent {
        one: number,
        two: word,
        both: both,
    }
}

fn main() {}
