//! Finds out what feeds each input and each condition.
//!
//! To a compiler that interprets, a call costs more than ten statements: hence the lengths in local variables, here and in
//! the other files that go through whole graphs.

use super::{
    Link,
    index::{Index, NONE, port},
    mark,
    text::same,
};
use crate::{
    graph::meta::{InputKind, InputMeta, NodeMeta, Origin},
    output::TypeKey,
};

/// Fills `links`, and `ends` with where those of each node end. Returns whether every node comes after those that it is
/// ordered by: then there is no cycle.
#[expect(
    clippy::redundant_pattern_matching,
    reason = "a method is a call, which would be half of the work"
)]
pub(super) const fn links(
    index: Index<'_>,
    ends: &mut [usize],
    links: &mut [usize],
    marks: &mut [u8],
) -> bool {
    let nodes = ends.len();
    let buckets = index.outputs.keys.len();
    let mut is_ordered = true;
    let mut next = 0;
    let mut node = 0;
    while node < nodes {
        let meta = &index.nodes[node];
        let is_plain = matches!(meta.wires, []) && matches!(meta.origin, None) && buckets > 0;
        let inputs = meta.manifold.inputs;
        let mut slot = 0;
        while slot < inputs {
            // Most inputs are fed by the one node that provides their type: they take no call.
            let mut from = NONE;
            if is_plain {
                let key = meta.manifold.types[slot].id;
                let mut entry = index.outputs.first[((key >> 32) % buckets as u64) as usize];
                while entry != NONE && index.outputs.keys[entry] != key {
                    entry = index.outputs.next[entry];
                }
                if entry != NONE {
                    from = index.outputs.only[entry];
                }
            }
            if from == NONE || from == node || matches!(meta.manifold.kind(slot), InputKind::Watch)
            {
                let link = input(index, marks, node, slot);
                if is_fault(index.nodes, node, slot, link) {
                    marks[node] |= mark::FAULTY;
                }
                from = link.encoded();
            }
            if from >= node && from < nodes {
                is_ordered = false;
            }
            links[next] = from;
            next += 1;
            slot += 1;
        }
        let mut when = meta.when;
        while let [condition, rest @ ..] = when {
            when = rest;
            let link = match index.find(condition) {
                Some(from) if from != node => {
                    is_ordered = is_ordered && from < node;
                    Link::From(from)
                }
                Some(_) | None => Link::Broken,
            };
            links[next] = link.encoded();
            next += 1;
        }
        ends[node] = next;
        node += 1;
    }
    is_ordered
}

/// Which wire of `node` feeds `input`.
pub(super) const fn wire_of(node: &NodeMeta, input: &str) -> Option<usize> {
    let wires = node.wires.len();
    let mut wire = 0;
    while wire < wires {
        if same(node.wires[wire].0, input) {
            return Some(wire);
        }
        wire += 1;
    }
    None
}

/// Whether `from` can be left out although `node`, which needs it, cannot.
pub(super) const fn is_left_out(node: &NodeMeta, from: &NodeMeta) -> bool {
    from.optional && !node.optional
}

/// Whether a link is wrong in a way that is reported at the node, and not at a wire of it.
pub(super) const fn is_fault(nodes: &[NodeMeta], node: usize, slot: usize, link: Link) -> bool {
    match link {
        Link::Missing | Link::Ambiguous | Link::Itself => true,
        Link::From(from) if is_left_out(&nodes[node], &nodes[from]) => {
            let meta = &nodes[node];
            let input = meta.manifold.input(slot);
            input.kind.is_needed() && meta.origin.is_none() && wire_of(meta, input.name).is_none()
        }
        Link::From(_) | Link::Watched(_) | Link::Open | Link::Broken => false,
    }
}

const fn input(index: Index<'_>, marks: &[u8], node: usize, slot: usize) -> Link {
    let meta = &index.nodes[node];
    let input = &meta.manifold.input(slot);
    if let Some(origin) = meta.origin {
        let settled = settled(index, origin, slot, input);
        return match settled {
            Link::Open => by_type(index, marks, node, input),
            Link::From(_)
            | Link::Watched(_)
            | Link::Missing
            | Link::Ambiguous
            | Link::Itself
            | Link::Broken => settled,
        };
    }
    if meta.wires.is_empty() {
        return by_type(index, marks, node, input);
    }
    if let Some(wire) = wire_of(meta, input.name) {
        return match index.find(meta.wires[wire].1) {
            Some(from) if from != node => from_if_provided(index, from, input),
            Some(_) | None => Link::Broken,
        };
    }
    let link = by_type(index, marks, node, input);
    let is_unclear = matches!(link, Link::Missing | Link::Ambiguous | Link::Itself);
    if is_unclear && has_unknown_input(meta) {
        // The wire is reported, and may be meant for this input.
        Link::Broken
    } else {
        link
    }
}

/// Whether a wire of the node feeds an input that its manifold has not.
const fn has_unknown_input(node: &NodeMeta) -> bool {
    let mut wire = 0;
    while wire < node.wires.len() {
        let mut slot = 0;
        while slot < node.manifold.inputs
            && !same(node.manifold.input(slot).name, node.wires[wire].0)
        {
            slot += 1;
        }
        if slot == node.manifold.inputs {
            return true;
        }
        wire += 1;
    }
    false
}

/// What fed the input where its node comes from.
const fn settled(index: Index<'_>, origin: Origin, slot: usize, input: &InputMeta) -> Link {
    match origin.graph.wiring.link(origin.index, slot) {
        Link::From(from) | Link::Watched(from) => {
            from_if_provided(index, from + origin.shift, input)
        }
        Link::Open => Link::Open,
        // Reported there.
        Link::Missing | Link::Ambiguous | Link::Itself | Link::Broken => Link::Broken,
    }
}

const fn from_if_provided(index: Index<'_>, from: usize, input: &InputMeta) -> Link {
    match port(index.nodes[from].manifold, &input.key) {
        Some(_) => to(from, input),
        None => Link::Broken,
    }
}

const fn to(from: usize, input: &InputMeta) -> Link {
    match input.kind {
        InputKind::Required | InputKind::Optional | InputKind::Latest => Link::From(from),
        InputKind::Watch => Link::Watched(from),
    }
}

/// The one other node that provides the type, or of several the one that has the input's name.
const fn by_type(index: Index<'_>, marks: &[u8], node: usize, input: &InputMeta) -> Link {
    let mut found = None;
    let mut namesake = None;
    let mut is_ambiguous = false;
    let mut is_itself = false;
    let mut at = index.first_provider(&input.key);
    while let Some(entry) = at {
        at = index.next_provider(entry);
        let from = index.provider(entry);
        // Of nodes with one name only the first counts: that they are several is reported already.
        if marks[from] & mark::DUPLICATE != 0 {
            continue;
        }
        if from == node {
            is_itself = true;
            continue;
        }
        if found.is_some() {
            is_ambiguous = true;
        }
        if namesake.is_none() && same(index.nodes[from].name, input.name) {
            namesake = Some(from);
        }
        found = Some(from);
    }
    match (found, namesake) {
        (Some(_), Some(from)) if is_ambiguous => to(from, input),
        (Some(_), None) if is_ambiguous => Link::Ambiguous,
        (Some(from), _) => to(from, input),
        (None, _) if !input.kind.is_needed() => Link::Open,
        (None, _) if !index.is_complete || is_lost(index.nodes, &input.key) => Link::Broken,
        (None, _) if is_itself => Link::Itself,
        (None, _) => Link::Missing,
    }
}

/// Whether a node provided the type that has been replaced: that its replacement does not is reported there.
const fn is_lost(nodes: &[NodeMeta], key: &TypeKey) -> bool {
    let mut node = 0;
    while node < nodes.len() {
        if let Some(manifold) = nodes[node].replaces
            && port(manifold, key).is_some()
        {
            return true;
        }
        node += 1;
    }
    false
}
