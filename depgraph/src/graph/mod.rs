//! Graphs: what `graph!` makes, how it is checked, and the keys of its nodes.

pub mod check;
pub mod meta;

use std::marker::PhantomData;

use crate::{Policy, driver::NodeSpec};

/// A graph that is ready to run.
#[derive(Debug)]
pub struct Graph<G> {
    of: PhantomData<fn() -> G>,
}

/// The key of a node of graph `G`, whose manifold is `M`.
#[derive(Debug)]
pub struct Node<G, M> {
    index: usize,
    of: PhantomData<fn() -> (G, M)>,
}

impl<G, M> Node<G, M> {
    /// The key of node `index`.
    pub const fn new(index: usize) -> Self {
        Self {
            index,
            of: PhantomData,
        }
    }
}
