//! Everything that is worked out about a graph, as arrays whose lengths the compiler knows.

use super::{
    Wiring,
    cycle::{self, Search},
    index::{self, Index, NONE, Names, Outputs},
    resolve,
};
use crate::graph::meta::NodeMeta;

/// How much there is to be worked out about some nodes.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Size {
    /// How many links they have together.
    pub links: usize,
    /// How many outputs.
    pub outputs: usize,
}

impl Size {
    /// That of `nodes`.
    #[must_use]
    pub const fn of(mut nodes: &[NodeMeta]) -> Self {
        let mut size = Self {
            links: 0,
            outputs: 0,
        };
        while let [node, rest @ ..] = nodes {
            nodes = rest;
            let inputs = node.manifold.inputs;
            size.outputs += node.manifold.types.len() - inputs;
            size.links += inputs;
            // Most nodes have none, and so take no call.
            if !matches!(node.when, []) {
                size.links += node.when.len();
            }
        }
        size
    }

    /// How many buckets there are for the outputs: half of them stay free, so that most types are in the first one that is
    /// looked at.
    #[must_use]
    pub const fn buckets(self) -> usize {
        (2 * self.outputs).next_power_of_two()
    }
}

/// The tables of a graph with this many nodes and links, and buckets for its outputs.
///
/// They are of plain numbers, which a compiler that interprets fills, copies and validates at once: of anything else it
/// looks at each field of each element.
#[derive(Debug)]
pub struct Tables<const NODES: usize, const LINKS: usize, const BUCKETS: usize> {
    names: Names<[usize; NODES]>,
    outputs: Outputs<[usize; BUCKETS], [u64; BUCKETS]>,
    ends: [usize; NODES],
    links: [usize; LINKS],
    /// What is known to be wrong with each node.
    pub marks: [u8; NODES],
    reached_from: [usize; NODES],
    reached_by: [usize; NODES],
    is_named: bool,
}

impl<const NODES: usize, const LINKS: usize, const BUCKETS: usize> Tables<NODES, LINKS, BUCKETS> {
    /// Wires `nodes`, and marks what is wrong. It files their names if one is asked for, or two may be the same: if
    /// `is_named`.
    #[must_use]
    pub const fn new(nodes: &[NodeMeta], is_named: bool) -> Self {
        let mut tables = Self {
            names: Names {
                first: [NONE; NODES],
                next: [NONE; NODES],
            },
            outputs: Outputs {
                keys: [0; BUCKETS],
                first: [NONE; BUCKETS],
                nodes: [NONE; BUCKETS],
                next: [NONE; BUCKETS],
            },
            ends: [0; NODES],
            links: [0; LINKS],
            marks: [0; NODES],
            reached_from: [NONE; NODES],
            reached_by: [NONE; NODES],
            is_named,
        };
        let _wiring = check(
            nodes,
            Scratch {
                names: Names {
                    first: &mut tables.names.first,
                    next: &mut tables.names.next,
                },
                outputs: Outputs {
                    keys: &mut tables.outputs.keys,
                    first: &mut tables.outputs.first,
                    nodes: &mut tables.outputs.nodes,
                    next: &mut tables.outputs.next,
                },
                ends: &mut tables.ends,
                links: &mut tables.links,
                marks: &mut tables.marks,
                reached_from: &mut tables.reached_from,
                reached_by: &mut tables.reached_by,
                visits: &mut [cycle::NEW; NODES],
                path: &mut [NONE; NODES],
                next: &mut [NONE; NODES],
                is_named,
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
                names: Names {
                    first: &self.names.first,
                    next: &self.names.next,
                },
                outputs: Outputs {
                    keys: &self.outputs.keys,
                    first: &self.outputs.first,
                    nodes: &self.outputs.nodes,
                    next: &self.outputs.next,
                },
                is_named: self.is_named,
            },
            ends: &self.ends,
            links: &self.links,
            marks: &self.marks,
            reached_from: &self.reached_from,
            reached_by: &self.reached_by,
        }
    }
}

/// What the caller provides for [`check`] to work in: with an element for each node, link or bucket, and filled with what
/// [`Tables::new`] fills them with.
pub(super) struct Scratch<'a, 's> {
    pub(super) names: Names<&'a mut [usize]>,
    pub(super) outputs: Outputs<&'a mut [usize], &'a mut [u64]>,
    pub(super) ends: &'a mut [usize],
    pub(super) links: &'a mut [usize],
    pub(super) marks: &'a mut [u8],
    pub(super) reached_from: &'a mut [usize],
    pub(super) reached_by: &'a mut [usize],
    pub(super) visits: &'s mut [u8],
    pub(super) path: &'s mut [usize],
    pub(super) next: &'s mut [usize],
    pub(super) is_named: bool,
}

/// Wires `nodes`, and marks what is wrong.
pub(super) const fn check<'a>(nodes: &'a [NodeMeta], scratch: Scratch<'a, '_>) -> Wiring<'a> {
    let Scratch {
        mut names,
        mut outputs,
        ends,
        links,
        marks,
        reached_from,
        reached_by,
        visits,
        path,
        next,
        is_named,
    } = scratch;
    if is_named {
        index::names(nodes, &mut names, marks);
    }
    index::outputs(nodes, &mut outputs, marks);
    let index = Index {
        nodes,
        names: Names {
            first: names.first,
            next: names.next,
        },
        outputs: Outputs {
            keys: outputs.keys,
            first: outputs.first,
            nodes: outputs.nodes,
            next: outputs.next,
        },
        is_named,
    };
    let is_ordered = resolve::links(index, ends, links, marks);
    if !is_ordered {
        Search {
            nodes,
            ends,
            links,
            marks,
            reached_from,
            reached_by,
            visits,
            path,
            next,
        }
        .run();
    }
    Wiring {
        nodes,
        index,
        ends,
        links,
        marks,
        reached_from,
        reached_by,
    }
}
