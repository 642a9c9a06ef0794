//! Metadata of types that may be the wrong ones: so that one mistake does not hide the others of a graph.

use std::marker::PhantomData;

use super::{
    GraphType,
    meta::{GraphMeta, ManifoldMeta},
    ports::Ports,
};
use crate::manifold::Manifold;

/// Knows what the compiler checks a graph with, if `T` has it. What `T` lacks, [`Unknown`] stands in for.
#[derive(Debug)]
pub struct Probe<T: ?Sized, Takes = (), P = ()>(PhantomData<(Takes, P)>, PhantomData<T>);

impl<T: Manifold<Takes, P>, Takes, P: Ports> Probe<T, Takes, P> {
    /// That of the manifold `T`.
    pub const MANIFOLD: ManifoldMeta = {
        let text = T::TEXT;
        // Both could be found further up in the text, but rustc would take many times as long to look for them.
        match text.as_bytes() {
            &[.., inputs, configured] => ManifoldMeta {
                inputs: inputs as usize,
                types: P::KEYS,
                is_configured: configured == b'c',
                text,
            },
            _mistake => ManifoldMeta::UNKNOWN,
        }
    };
}

impl<T: GraphType> Probe<T> {
    /// That of the graph `T`.
    pub const GRAPH: &'static GraphMeta = T::__CHECKED_GRAPH;
}

/// What the compiler takes where `T` is no manifold, or no graph: its own items come before those of traits.
pub trait Unknown {
    /// A manifold of which nothing is known.
    const MANIFOLD: ManifoldMeta = ManifoldMeta::UNKNOWN;
    /// A graph of which nothing is known.
    const GRAPH: &'static GraphMeta = &GraphMeta::UNKNOWN;
}

// Of one `Takes` and one `P` only: the macro leaves it to the compiler to find them, also where there are none.
impl<T: ?Sized> Unknown for Probe<T, (), ()> {}
