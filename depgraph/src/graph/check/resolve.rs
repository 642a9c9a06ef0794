//! Finds out what feeds each input and each condition.
//!
//! To a compiler that interprets, a call costs more than ten statements: hence the lengths in local variables, here and in
//! the other files that go through whole graphs.

use super::{
    Link, Mark,
    index::{Entry, Index, bucket, port},
    text::same,
};
use crate::{
    graph::meta::{InputKind, InputMeta, NodeMeta, Origin},
    output::TypeKey,
};

/// Fills `links`, and `ends` with where those of each node end.
pub(super) const fn links(
    index: Index<'_>,
    ends: &mut [usize],
    links: &mut [Link],
    marks: &mut [Mark],
) {
    let nodes = index.nodes.len();
    let buckets = index.outputs.len();
    let mut next = 0;
    let mut node = 0;
    while node < nodes {
        let meta = &index.nodes[node];
        let is_plain = match (&meta.origin, meta.wires) {
            (None, []) => buckets > 0,
            (None, [_, ..]) | (Some(_), _) => false,
        };
        let mut inputs = meta.manifold.inputs;
        let mut slot = 0;
        while let [wanted, rest @ ..] = inputs {
            // Most inputs are fed by the one node that provides their type: they take no call.
            let mut found = None;
            if is_plain && !matches!(wanted.kind, InputKind::Watch) {
                let hash = wanted.key.id;
                let mut at = index.outputs[bucket(hash, buckets)].head;
                while let Some(entry) = at {
                    let entry = &index.outputs[entry];
                    at = entry.next;
                    if entry.hash != hash {
                        continue;
                    }
                    let from = entry.node;
                    let is_unusual =
                        from == node || marks[from].is_duplicate || index.nodes[from].optional;
                    match found {
                        None if !is_unusual => found = Some(from),
                        Some(_) | None => {
                            found = None;
                            break;
                        }
                    }
                }
            }
            links[next] = if let Some(from) = found {
                Link::From(from)
            } else {
                let link = input(index, marks, node, slot);
                if is_fault(index.nodes, node, slot, link) {
                    marks[node].is_faulty = true;
                }
                link
            };
            inputs = rest;
            next += 1;
            slot += 1;
        }
        let mut when = meta.when;
        while let [condition, rest @ ..] = when {
            links[next] = match index.find(condition) {
                Some(from) if from != node => Link::From(from),
                Some(_) | None => Link::Broken,
            };
            when = rest;
            next += 1;
        }
        ends[node] = next;
        node += 1;
    }
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
            let input = &meta.manifold.inputs[slot];
            input.kind.is_needed() && meta.origin.is_none() && wire_of(meta, input.name).is_none()
        }
        Link::From(_) | Link::Watched(_) | Link::Open | Link::Broken => false,
    }
}

const fn input(index: Index<'_>, marks: &[Mark], node: usize, slot: usize) -> Link {
    let meta = &index.nodes[node];
    let input = &meta.manifold.inputs[slot];
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
        while slot < node.manifold.inputs.len()
            && !same(node.manifold.inputs[slot].name, node.wires[wire].0)
        {
            slot += 1;
        }
        if slot == node.manifold.inputs.len() {
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
const fn by_type(index: Index<'_>, marks: &[Mark], node: usize, input: &InputMeta) -> Link {
    let mut found = None;
    let mut is_itself = false;
    let wanted = input.key.id;
    let mut at = index.outputs_near(wanted);
    while let Some(entry) = at {
        let Entry {
            hash,
            node: from,
            next,
            ..
        } = index.outputs[entry];
        // Of nodes with one name only the first counts: that they are several is reported already.
        if hash == wanted && !marks[from].is_duplicate {
            if from == node {
                is_itself = true;
            } else if found.is_some() {
                return by_name(index, node, input);
            } else {
                found = Some(from);
            }
        }
        at = next;
    }
    match found {
        Some(from) => to(from, input),
        None if !input.kind.is_needed() => Link::Open,
        None if !index.is_complete || is_lost(index.nodes, &input.key) => Link::Broken,
        None if is_itself => Link::Itself,
        None => Link::Missing,
    }
}

const fn by_name(index: Index<'_>, node: usize, input: &InputMeta) -> Link {
    match index.find(input.name) {
        Some(from) if from != node && port(index.nodes[from].manifold, &input.key).is_some() => {
            to(from, input)
        }
        Some(_) | None => Link::Ambiguous,
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
