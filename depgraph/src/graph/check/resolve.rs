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
    graph::meta::{InputKind, ManifoldMeta, NodeMeta, Origin, WATCH},
    output::TypeKey,
};

/// Stands for the link of an input that no wire feeds, while there is none yet.
const UNWIRED: usize = NONE - 8;

/// Fills `links`, and `ends` with where those of each node end. Returns whether every node comes after those that it is
/// ordered by: then there is no cycle.
#[expect(
    clippy::redundant_pattern_matching,
    clippy::cast_possible_truncation,
    reason = "a method is a call, which would be half of the work; and a bucket is less than the buckets"
)]
pub(super) const fn links(
    index: Index<'_>,
    ends: &mut [usize],
    links: &mut [usize],
    marks: &mut [u8],
) -> bool {
    let outputs = index.outputs;
    let (keys, first) = (outputs.keys, outputs.first);
    let last = keys.len() - 1;
    let nodes = ends.len();
    let mut is_ordered = true;
    let mut next = 0;
    let mut node = 0;
    while node < nodes {
        let meta = &index.nodes[node];
        let is_plain = matches!(meta.wires, []) && matches!(meta.origin, None);
        if !is_plain && wires(index, node, links, next) {
            marks[node] |= mark::MISWIRED;
        }
        let manifold = &meta.manifold;
        let inputs = manifold.inputs;
        let types = manifold.types;
        let letters = manifold.text.as_bytes();
        let mut slot = 0;
        while slot < inputs {
            let mut from;
            if is_plain {
                let key = types[slot].id;
                let mut bucket = key as usize & last;
                from = first[bucket];
                while keys[bucket] != key && from != NONE {
                    bucket = (bucket + 1) & last;
                    from = first[bucket];
                }
            } else {
                from = links[next];
            }
            // Most inputs are fed by the one node that provides their type, which comes earlier: they take no call.
            if from >= node || matches!(letters[slot], WATCH) {
                let is_unclear = from == node || from >= nodes || matches!(letters[slot], WATCH);
                if matches!(from, UNWIRED) || (is_plain && is_unclear) {
                    let link = input(index, marks, node, slot);
                    if is_fault(index.nodes, node, slot, link) {
                        marks[node] |= mark::FAULTY;
                    }
                    from = link.encoded();
                }
                if from >= node && from < nodes {
                    is_ordered = false;
                }
            }
            links[next] = from;
            next += 1;
            slot += 1;
        }
        let mut when = meta.when;
        while let [condition, rest @ ..] = when {
            when = rest;
            let from = match meta.origin {
                // By name it could be another one, if two have it.
                Some(origin) => settled_condition(origin, slot),
                None => index.find(condition),
            };
            let link = match from {
                Some(from) if from != node => {
                    is_ordered = is_ordered && from < node;
                    Link::From(from)
                }
                Some(_) | None => Link::Broken,
            };
            links[next] = link.encoded();
            next += 1;
            slot += 1;
        }
        ends[node] = next;
        node += 1;
    }
    is_ordered
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
            meta.manifold.kind(slot).is_needed()
                && meta.origin.is_none()
                && !is_wired(meta, meta.manifold.name(slot))
        }
        Link::From(_) | Link::Watched(_) | Link::Open | Link::Broken => false,
    }
}

/// Whether the wire of `node` that gives an input this link leads from a node that cannot feed it.
pub(super) const fn is_miswired(nodes: &[NodeMeta], node: &NodeMeta, link: Link) -> bool {
    match link {
        Link::From(from) => is_left_out(node, &nodes[from]),
        Link::Watched(_) => false,
        Link::Open | Link::Missing | Link::Ambiguous | Link::Itself | Link::Broken => true,
    }
}

/// Fills in the links of the inputs of `node` that a wire feeds. Returns whether a wire is wrong.
const fn wires(index: Index<'_>, node: usize, links: &mut [usize], first: usize) -> bool {
    let meta = &index.nodes[node];
    let mut slot = 0;
    while slot < meta.manifold.inputs {
        links[first + slot] = UNWIRED;
        slot += 1;
    }
    let mut wires = meta.wires;
    let mut is_wrong = false;
    while let [(input, from), rest @ ..] = wires {
        wires = rest;
        let Some(slot) = meta.manifold.slot_of(input) else {
            is_wrong = true;
            continue;
        };
        if links[first + slot] != UNWIRED {
            continue;
        }
        let link = match index.find(from) {
            Some(from) if from != node => from_if_provided(index, from, &meta.manifold, slot),
            Some(_) | None => Link::Broken,
        };
        links[first + slot] = link.encoded();
        is_wrong = is_wrong || is_miswired(index.nodes, meta, link);
    }
    is_wrong
}

/// What feeds an input that has no wire.
const fn input(index: Index<'_>, marks: &[u8], node: usize, slot: usize) -> Link {
    let meta = &index.nodes[node];
    if let Some(origin) = meta.origin {
        let settled = settled(index, origin, &meta.manifold, slot);
        return match settled {
            Link::Open => by_type(index, marks, node, slot),
            Link::From(_)
            | Link::Watched(_)
            | Link::Missing
            | Link::Ambiguous
            | Link::Itself
            | Link::Broken => settled,
        };
    }
    let link = by_type(index, marks, node, slot);
    let is_unclear = matches!(link, Link::Missing | Link::Ambiguous | Link::Itself);
    if is_unclear && has_unknown_input(meta) {
        // The wire is reported, and may be meant for this input.
        Link::Broken
    } else {
        link
    }
}

/// Whether a wire of the node feeds this input.
const fn is_wired(node: &NodeMeta, input: &str) -> bool {
    let mut wires = node.wires;
    while let [(wired, _), rest @ ..] = wires {
        if same(wired, input) {
            return true;
        }
        wires = rest;
    }
    false
}

/// Whether a wire of the node feeds an input that its manifold has not.
const fn has_unknown_input(node: &NodeMeta) -> bool {
    let mut wires = node.wires;
    while let [(input, _), rest @ ..] = wires {
        if node.manifold.slot_of(input).is_none() {
            return true;
        }
        wires = rest;
    }
    false
}

/// What fed the input where its node comes from.
const fn settled(index: Index<'_>, origin: Origin, manifold: &ManifoldMeta, slot: usize) -> Link {
    match origin.graph.wiring.link(origin.index, slot) {
        Link::From(from) | Link::Watched(from) => {
            from_if_provided(index, from + origin.shift, manifold, slot)
        }
        Link::Open => Link::Open,
        // Reported there.
        Link::Missing | Link::Ambiguous | Link::Itself | Link::Broken => Link::Broken,
    }
}

/// Which node the condition at `slot` waits for, if it was right where its node comes from.
const fn settled_condition(origin: Origin, slot: usize) -> Option<usize> {
    match origin.graph.wiring.link(origin.index, slot).node() {
        Some(from) => Some(from + origin.shift),
        None => None,
    }
}

/// From node `from` to input `slot` of `manifold`.
const fn from_if_provided(
    index: Index<'_>,
    from: usize,
    manifold: &ManifoldMeta,
    slot: usize,
) -> Link {
    match port(&index.nodes[from].manifold, manifold.types[slot]) {
        Some(_) => to(from, manifold.kind(slot)),
        None => Link::Broken,
    }
}

const fn to(from: usize, kind: InputKind) -> Link {
    match kind {
        InputKind::Required | InputKind::Optional | InputKind::Latest => Link::From(from),
        InputKind::Watch => Link::Watched(from),
    }
}

/// The one other node that provides the type, or of several the one that has the input's name.
const fn by_type(index: Index<'_>, marks: &[u8], node: usize, slot: usize) -> Link {
    let manifold = &index.nodes[node].manifold;
    let (key, kind) = (manifold.types[slot], manifold.kind(slot));
    let mut found = None;
    let mut is_itself = false;
    let mut is_hidden = false;
    let mut at = index.first_provider(key);
    while let Some(entry) = at {
        at = index.next_provider(entry);
        let from = index.provider(entry);
        if from == node {
            is_itself = true;
        } else if marks[from] & mark::DUPLICATE != 0 {
            // Of nodes with one name only the first counts: that they are several is reported already.
            is_hidden = true;
        } else if found.is_some() {
            return by_name(index, marks, node, slot);
        } else {
            found = Some(from);
        }
    }
    match found {
        Some(from) => to(from, kind),
        None if !kind.is_needed() => Link::Open,
        None if is_hidden || is_unknown(index.nodes, key) => Link::Broken,
        None if is_itself => Link::Itself,
        None => Link::Missing,
    }
}

const fn by_name(index: Index<'_>, marks: &[u8], node: usize, slot: usize) -> Link {
    let manifold = &index.nodes[node].manifold;
    let name = manifold.name(slot);
    let mut at = index.first_provider(manifold.types[slot]);
    while let Some(entry) = at {
        at = index.next_provider(entry);
        let from = index.provider(entry);
        let is_other = from != node && marks[from] & mark::DUPLICATE == 0;
        if is_other && same(index.nodes[from].name, name) {
            return to(from, manifold.kind(slot));
        }
    }
    Link::Ambiguous
}

/// Whether it is reported elsewhere that nothing provides the type: a node may do so of which nothing is known, or one
/// did that has been replaced.
const fn is_unknown(nodes: &[NodeMeta], key: &TypeKey) -> bool {
    let mut node = 0;
    while node < nodes.len() {
        if !nodes[node].manifold.is_known() {
            return true;
        }
        if let Some(manifold) = nodes[node].replaces
            && port(manifold, key).is_some()
        {
            return true;
        }
        node += 1;
    }
    false
}
