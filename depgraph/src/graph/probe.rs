//! Metadata of types that may be the wrong ones: so that one mistake does not hide the others of a graph.

use std::marker::PhantomData;

use super::{
    GraphType,
    meta::{GraphMeta, ManifoldMeta},
};
use crate::manifold::Manifold;

/// Knows what the compiler checks a graph with, if `T` has it. What `T` lacks, [`Unknown`] stands in for.
#[derive(Debug)]
pub struct Probe<T: ?Sized>(PhantomData<T>);

impl<T: Manifold> Probe<T> {
    /// That of the manifold `T`.
    pub const MANIFOLD: ManifoldMeta = T::META;
}

impl<T: GraphType> Probe<T> {
    /// That of the graph `T`.
    pub const GRAPH: &'static GraphMeta = T::META;
}

/// What the compiler takes where `T` is no manifold, or no graph: its own items come before those of traits.
pub trait Unknown {
    /// A manifold of which nothing is known.
    const MANIFOLD: ManifoldMeta = ManifoldMeta::UNKNOWN;
    /// A graph of which nothing is known.
    const GRAPH: &'static GraphMeta = &GraphMeta::UNKNOWN;
}

impl<T: ?Sized> Unknown for Probe<T> {}
