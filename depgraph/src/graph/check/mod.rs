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
mod names;
mod near;
mod replacements;
mod report;
mod resolve;
mod similar;
mod strict;
#[cfg(test)]
mod tests;
mod text;
mod wires;

use self::{
    cycle::{Search, Visit, slots},
    index::{Entry, Index},
};
use super::meta::{InputMeta, NodeMeta};

pub use self::{
    report::{
        condition, configured, fail, node, others, replacement, splice, unconfigured, wire_input,
        wire_node,
    },
    strict::{Finding, finding, findings},
};

/// What feeds an input or a condition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Link {
    /// This node, which the link orders.
    From(usize),
    /// This node, which the link does not order.
    Watched(usize),
    /// Nothing, and it need not.
    Open,
    /// Nothing, and it must.
    Missing,
    /// Any of several nodes.
    Ambiguous,
    /// Only the node itself.
    Itself,
    /// A wire or a condition that is reported where it is written.
    Broken,
}

impl Link {
    /// The node that it leads to.
    pub(crate) const fn node(self) -> Option<usize> {
        match self {
            Self::From(node) | Self::Watched(node) => Some(node),
            Self::Open | Self::Missing | Self::Ambiguous | Self::Itself | Self::Broken => None,
        }
    }

    const fn is_from(self, from: usize) -> bool {
        matches!(self, Self::From(node) | Self::Watched(node) if node == from)
    }
}

/// What is known to be wrong with a node.
#[derive(Clone, Copy, Debug)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "four facts that have nothing to do with each other"
)]
pub(crate) struct Mark {
    /// An earlier node has its name.
    pub(crate) is_duplicate: bool,
    /// One of its inputs is missing, ambiguous or the like.
    pub(crate) is_faulty: bool,
    /// A cycle is reported here.
    pub(crate) starts_cycle: bool,
    /// One of its links closes a cycle of which the rest is in [`Wiring::reached`].
    pub(crate) closes_cycle: bool,
}

impl Mark {
    const NONE: Self = Self {
        is_duplicate: false,
        is_faulty: false,
        starts_cycle: false,
        closes_cycle: false,
    };
}

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
    links: &'a [Link],
    marks: &'a [Mark],
    /// From where the search for cycles first came to each node.
    reached: &'a [Option<Hop>],
}

impl<'a> Wiring<'a> {
    /// The first node of this name.
    pub(crate) const fn find(&self, name: &str) -> Option<usize> {
        self.index.find(name)
    }

    /// What feeds link `slot` of `node`.
    pub(crate) const fn link(&self, node: usize, slot: usize) -> Link {
        self.links[self.first(node) + slot]
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
    pub(crate) const fn input(&self, node: usize, slot: usize) -> Option<&'a InputMeta> {
        let inputs = self.nodes[node].manifold.inputs;
        if slot < inputs.len() {
            Some(&inputs[slot])
        } else {
            None
        }
    }
}

/// Everything that is worked out about a graph of this many nodes, links and outputs.
#[derive(Debug)]
pub struct Tables<const NODES: usize, const LINKS: usize, const OUTPUTS: usize> {
    names: [Entry; NODES],
    outputs: [Entry; OUTPUTS],
    ends: [usize; NODES],
    links: [Link; LINKS],
    marks: [Mark; NODES],
    reached: [Option<Hop>; NODES],
    is_complete: bool,
}

impl<const NODES: usize, const LINKS: usize, const OUTPUTS: usize> Tables<NODES, LINKS, OUTPUTS> {
    /// Wires `nodes`, and marks what is wrong.
    #[must_use]
    pub const fn new(nodes: &[NodeMeta]) -> Self {
        let mut tables = Self {
            names: [Entry::NONE; NODES],
            outputs: [Entry::NONE; OUTPUTS],
            ends: [0; NODES],
            links: [Link::Open; LINKS],
            marks: [Mark::NONE; NODES],
            reached: [None; NODES],
            is_complete: index::is_complete(nodes),
        };
        check(
            nodes,
            Scratch {
                names: &mut tables.names,
                outputs: &mut tables.outputs,
                ends: &mut tables.ends,
                links: &mut tables.links,
                marks: &mut tables.marks,
                reached: &mut tables.reached,
                visits: &mut [Visit::New; NODES],
                path: &mut [Hop { node: 0, link: 0 }; NODES],
                is_complete: tables.is_complete,
            },
        );
        tables
    }

    /// The tables, and the `nodes` that they were made from.
    #[must_use]
    pub const fn wiring<'a>(&'a self, nodes: &'a [NodeMeta]) -> Wiring<'a> {
        Wiring {
            nodes,
            index: Index {
                nodes,
                names: &self.names,
                outputs: &self.outputs,
                is_complete: self.is_complete,
            },
            ends: &self.ends,
            links: &self.links,
            marks: &self.marks,
            reached: &self.reached,
        }
    }
}

/// How many links `nodes` have together.
#[must_use]
pub const fn links_of(nodes: &[NodeMeta]) -> usize {
    let len = nodes.len();
    let mut links = 0;
    let mut node = 0;
    while node < len {
        links += slots(&nodes[node]);
        node += 1;
    }
    links
}

/// How many outputs `nodes` have together.
#[must_use]
pub const fn outputs_of(nodes: &[NodeMeta]) -> usize {
    let len = nodes.len();
    let mut outputs = 0;
    let mut node = 0;
    while node < len {
        outputs += nodes[node].manifold.outputs.len();
        node += 1;
    }
    outputs
}

/// What the caller provides for [`check`] to work in, each of the length that its element says.
struct Scratch<'a> {
    names: &'a mut [Entry],
    outputs: &'a mut [Entry],
    ends: &'a mut [usize],
    links: &'a mut [Link],
    marks: &'a mut [Mark],
    reached: &'a mut [Option<Hop>],
    visits: &'a mut [Visit],
    path: &'a mut [Hop],
    is_complete: bool,
}

const fn check(nodes: &[NodeMeta], scratch: Scratch<'_>) {
    let Scratch {
        names,
        outputs,
        ends,
        links,
        marks,
        reached,
        visits,
        path,
        is_complete,
    } = scratch;
    index::names(nodes, names, marks);
    index::outputs(nodes, outputs);
    let index = Index {
        nodes,
        names,
        outputs,
        is_complete,
    };
    resolve::links(index, ends, links, marks);
    Search {
        nodes,
        ends,
        links,
        marks,
        reached,
        visits,
        path,
    }
    .run();
}
