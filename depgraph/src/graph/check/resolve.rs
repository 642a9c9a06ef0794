//! Finds out what feeds each input and each condition.

use super::{
    Link, Mark,
    index::{Index, port},
    text::same,
};
use crate::{
    graph::meta::{InputMeta, NodeMeta, Origin},
    output::TypeKey,
};

/// Fills `links`, and `first` with where those of each node begin.
pub(super) const fn links(
    index: Index<'_>,
    first: &mut [usize],
    links: &mut [Link],
    marks: &mut [Mark],
) {
    let mut next = 0;
    let mut node = 0;
    while node < index.nodes.len() {
        first[node] = next;
        let meta = &index.nodes[node];
        let mut slot = 0;
        while slot < meta.manifold.inputs.len() {
            links[next] = input(index, marks, node, slot);
            marks[node].is_faulty |= is_fault(index.nodes, node, slot, links[next]);
            next += 1;
            slot += 1;
        }
        let mut condition = 0;
        while condition < meta.when.len() {
            links[next] = match index.find(meta.when[condition]) {
                Some(from) if from != node => Link::From(from),
                Some(_) | None => Link::Broken,
            };
            next += 1;
            condition += 1;
        }
        node += 1;
    }
}

/// Which wire of `node` feeds `input`.
pub(super) const fn wire_of(node: &NodeMeta, input: &str) -> Option<usize> {
    let mut wire = 0;
    while wire < node.wires.len() {
        if same(node.wires[wire].0, input) {
            return Some(wire);
        }
        wire += 1;
    }
    None
}

/// Whether `from` can be left out although `node` needs it and cannot.
pub(super) const fn is_left_out(nodes: &[NodeMeta], node: usize, from: usize) -> bool {
    nodes[from].optional && !nodes[node].optional
}

/// Whether a link is wrong in a way that is reported at the node, and not at a wire of it.
pub(super) const fn is_fault(nodes: &[NodeMeta], node: usize, slot: usize, link: Link) -> bool {
    let meta = &nodes[node];
    let input = &meta.manifold.inputs[slot];
    match link {
        Link::Missing | Link::Ambiguous | Link::Itself => true,
        Link::From(from) => {
            meta.origin.is_none()
                && input.kind.is_needed()
                && is_left_out(nodes, node, from)
                && wire_of(meta, input.name).is_none()
        }
        Link::Open | Link::Broken => false,
    }
}

const fn input(index: Index<'_>, marks: &[Mark], node: usize, slot: usize) -> Link {
    let meta = &index.nodes[node];
    let input = &meta.manifold.inputs[slot];
    if let Some(origin) = meta.origin {
        let settled = settled(index, origin, slot, &input.key);
        return if matches!(settled, Link::Open) {
            by_type(index, marks, node, input)
        } else {
            settled
        };
    }
    match wire_of(meta, input.name) {
        Some(wire) => match index.find(meta.wires[wire].1) {
            Some(from) if from != node => from_if_provided(index, from, &input.key),
            Some(_) | None => Link::Broken,
        },
        None => by_type(index, marks, node, input),
    }
}

/// What fed the input where its node comes from.
const fn settled(index: Index<'_>, origin: Origin, slot: usize, key: &TypeKey) -> Link {
    match origin.graph.wiring.link(origin.index, slot) {
        Link::From(from) => from_if_provided(index, from + origin.shift, key),
        Link::Open => Link::Open,
        // Reported there.
        Link::Missing | Link::Ambiguous | Link::Itself | Link::Broken => Link::Broken,
    }
}

const fn from_if_provided(index: Index<'_>, from: usize, key: &TypeKey) -> Link {
    if port(index.nodes[from].manifold, key).is_some() {
        Link::From(from)
    } else {
        Link::Broken
    }
}

/// The one other node that provides the type, or of several the one that has the input's name.
const fn by_type(index: Index<'_>, marks: &[Mark], node: usize, input: &InputMeta) -> Link {
    let mut found = None;
    let mut are_several = false;
    let mut is_itself = false;
    let mut at = index.providers(&input.key);
    while let Some((from, next)) = index.provider(&input.key, at) {
        at = next;
        if from == node {
            is_itself = true;
        } else if !marks[from].is_duplicate {
            // Of nodes with one name only the first counts: that they are several is reported already.
            are_several |= found.is_some();
            found = Some(from);
        }
    }
    match found {
        Some(from) if !are_several => Link::From(from),
        Some(_) => by_name(index, node, input),
        None if !input.kind.is_needed() => Link::Open,
        None if !index.is_complete => Link::Broken,
        None if is_itself => Link::Itself,
        None => Link::Missing,
    }
}

const fn by_name(index: Index<'_>, node: usize, input: &InputMeta) -> Link {
    match index.find(input.name) {
        Some(from) if from != node && port(index.nodes[from].manifold, &input.key).is_some() => {
            Link::From(from)
        }
        Some(_) | None => Link::Ambiguous,
    }
}
