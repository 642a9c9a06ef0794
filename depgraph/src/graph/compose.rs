//! The list of a graph's nodes, where it is not written in one place: splices and replacements.

use super::meta::{GraphMeta, ManifoldMeta, NodeMeta, Origin};

/// A stretch of a graph's body.
#[derive(Clone, Copy, Debug)]
#[expect(clippy::exhaustive_enums, reason = "the macros match the library")]
pub enum Part<'a> {
    /// Nodes that are written there.
    Own(&'a [NodeMeta]),
    /// `..path::Graph(..)`.
    Splice(&'static GraphMeta),
}

impl<'a> Part<'a> {
    const fn nodes(&self) -> &'a [NodeMeta] {
        match self {
            Self::Own(nodes) => nodes,
            Self::Splice(graph) => graph.wiring.nodes,
        }
    }
}

/// Of a node of the graph's body, how many are before it; its wires, its conditions, and whether it can be left out.
pub type Special = (
    usize,
    &'static [(&'static str, &'static str)],
    &'static [&'static str],
    bool,
);

/// Nodes of one file: their names, lines and manifolds, and what more there is to say of some. Were each made by a call of
/// its own, rustc would have to check each of the calls.
#[must_use]
pub const fn written<const NODES: usize>(
    file: &'static str,
    names: [&'static str; NODES],
    lines: [u32; NODES],
    manifolds: [ManifoldMeta; NODES],
    mut special: &[Special],
) -> [NodeMeta; NODES] {
    let mut all = [NodeMeta::new("", file, 0, ManifoldMeta::UNKNOWN); NODES];
    let mut node = 0;
    while node < NODES {
        let meta = &mut all[node];
        meta.name = names[node];
        meta.at.line = lines[node];
        meta.manifold = manifolds[node];
        node += 1;
    }
    while let [(node, wires, when, optional), rest @ ..] = special {
        special = rest;
        all[*node].wires = wires;
        all[*node].when = when;
        all[*node].optional = *optional;
    }
    all
}

/// The nodes of `parts`, in their order.
#[must_use]
pub const fn spliced<const NODES: usize>(parts: &[Part<'_>]) -> [NodeMeta; NODES] {
    let mut all = [NodeMeta::UNKNOWN; NODES];
    let mut next = 0;
    let mut part = 0;
    while part < parts.len() {
        let nodes = parts[part].nodes();
        let shift = next;
        let mut index = 0;
        while index < nodes.len() {
            all[next] = match parts[part] {
                Part::Own(_) => nodes[index],
                Part::Splice(graph) => from(graph, index, shift),
            };
            next += 1;
            index += 1;
        }
        part += 1;
    }
    all
}

/// The nodes of `base`, with those of `own` in the place of those that have their names.
#[must_use]
pub const fn replaced<const NODES: usize>(
    base: &'static GraphMeta,
    own: &[NodeMeta],
) -> [NodeMeta; NODES] {
    let mut all = [NodeMeta::UNKNOWN; NODES];
    let mut index = 0;
    while index < NODES {
        all[index] = from(base, index, 0);
        index += 1;
    }
    let mut replacement = 0;
    while replacement < own.len() {
        let node = index_in(base, own[replacement].name);
        if node < NODES {
            all[node] = own[replacement];
            all[node].replaces = Some(&base.wiring.nodes[node].manifold);
        }
        replacement += 1;
    }
    all
}

/// The index of the node `name`; one past the last if there is none.
#[must_use]
pub const fn index_in(graph: &GraphMeta, name: &str) -> usize {
    match graph.wiring.find(name) {
        Some(index) => index,
        None => graph.wiring.nodes.len(),
    }
}

const fn from(graph: &'static GraphMeta, index: usize, shift: usize) -> NodeMeta {
    let mut node = graph.wiring.nodes[index];
    node.origin = Some(Origin {
        graph,
        index,
        shift,
    });
    node
}
