//! The owner of a running graph, and the handle that anyone may have.

use std::marker::PhantomData;

/// Drives a graph.
#[derive(Debug)]
pub struct Engine<G> {
    of: PhantomData<fn() -> G>,
}

/// What anyone may ask of a running engine.
#[derive(Clone, Debug)]
pub struct Handle {}
