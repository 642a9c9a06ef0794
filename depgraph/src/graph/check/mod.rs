//! The one validator of graphs: const functions over slices.
//!
//! [`Tables`] wires a graph and marks what is wrong with it, in time near linear to its size. The functions that are
//! named after what they check then look at one token of the user's each, and only those that find it marked render
//! a message. So each mistake is an error of its own, and a graph without one pays for no text.

mod conditions;
mod configuration;
mod cycle;
mod cycles;
mod heap;
mod index;
mod inputs;
mod link;
mod mark;
mod names;
mod near;
mod replacements;
mod report;
mod resolve;
mod settled;
mod similar;
mod strict;
mod tables;
#[cfg(test)]
mod tests;
mod text;
mod wires;

use self::{
    cycle::slots,
    index::{Index, NONE},
};
use super::meta::{InputMeta, NodeMeta};

pub(crate) use self::link::Link;
pub use self::{
    mark::{MISWIRED, REPORTED},
    report::{
        condition, configured, fail, node, others, replacement, splice, unconfigured, wire_input,
        wire_node,
    },
    strict::{Finding, finding, findings},
    tables::{Size, Tables},
};

/// A step of the search for cycles: a link, among all, of a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Hop {
    pub(crate) node: usize,
    pub(crate) link: usize,
}

/// Nodes and how they are wired.
#[derive(Clone, Copy, Debug)]
pub struct Wiring<'a> {
    pub(crate) nodes: &'a [NodeMeta],
    index: Index<'a>,
    /// Where the links of each node end: those of its inputs come first, then those of its conditions.
    ends: &'a [usize],
    /// A [`Link`] each.
    links: &'a [usize],
    /// What is known to be wrong with each node.
    marks: &'a [u8],
    /// From where the search for cycles first came to each node.
    reached_from: &'a [usize],
    /// By which of the links of that node.
    reached_by: &'a [usize],
}

impl Wiring<'_> {
    /// The first node of this name.
    pub(crate) const fn find(&self, name: &str) -> Option<usize> {
        self.index.find(name)
    }

    /// What feeds link `slot` of `node`.
    pub(crate) const fn link(&self, node: usize, slot: usize) -> Link {
        Link::decoded(self.links[self.first(node) + slot])
    }

    /// The hop by which the search for cycles first came to `node`.
    const fn reached(&self, node: usize) -> Option<Hop> {
        match self.reached_from[node] {
            NONE => None,
            from => Some(Hop {
                node: from,
                link: self.reached_by[node],
            }),
        }
    }

    /// Where the links of `node` begin.
    const fn first(&self, node: usize) -> usize {
        if node == 0 { 0 } else { self.ends[node - 1] }
    }

    /// How many links `node` has.
    pub(crate) const fn slots(&self, node: usize) -> usize {
        slots(&self.nodes[node])
    }

    /// The input at `slot` of `node`; `None` if the link is a condition.
    pub(crate) const fn input(&self, node: usize, slot: usize) -> Option<InputMeta> {
        let manifold = &self.nodes[node].manifold;
        if slot < manifold.inputs {
            Some(manifold.input(slot))
        } else {
            None
        }
    }
}
