//! Where to find a name or an output of a graph, without looking through all nodes.

use super::{mark, text::same};
use crate::{
    graph::meta::{ManifoldMeta, NodeMeta},
    output::{TypeKey, hash},
};

/// No entry, no node, no link.
pub(super) const NONE: usize = usize::MAX;

/// See [`Outputs::nodes`].
const NOT_ONLY: usize = usize::MAX / 2;

/// The nodes of a graph, by name and by output: hash tables with as many buckets as entries, each a list of entries.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Index<'a> {
    pub(super) nodes: &'a [NodeMeta],
    pub(super) names: Names<&'a [usize]>,
    pub(super) outputs: Outputs<&'a [usize], &'a [u64]>,
    /// Whether the names are filed.
    pub(super) is_named: bool,
}

/// The nodes by name. An entry is a node.
#[derive(Clone, Copy, Debug)]
pub(super) struct Names<A> {
    /// The first entry of each bucket.
    pub(super) first: A,
    /// The entry that comes after each in its bucket.
    pub(super) next: A,
}

/// The nodes by the types of their outputs. An entry is an output; they are in the order of the nodes, and of the outputs
/// of each.
#[derive(Clone, Copy, Debug)]
pub(super) struct Outputs<A, K> {
    /// The first entry of each bucket.
    pub(super) first: A,
    /// The entry that comes after each in its bucket.
    pub(super) next: A,
    /// What tells the type of each.
    pub(super) keys: K,
    /// The node whose output it is; counted on from [`NOT_ONLY`] if another entry of the type comes after this one, or if
    /// something is special about the node.
    pub(super) nodes: A,
}

impl Index<'_> {
    /// The first node of this name.
    pub(crate) const fn find(&self, name: &str) -> Option<usize> {
        if !self.is_named {
            return self.search(name);
        }
        let mut node = match self.nodes.len() {
            0 => NONE,
            buckets => self.names.first[bucket(hash(name), buckets)],
        };
        while node != NONE {
            if same(self.nodes[node].name, name) {
                return Some(node);
            }
            node = self.names.next[node];
        }
        None
    }

    const fn search(&self, name: &str) -> Option<usize> {
        let mut node = 0;
        while node < self.nodes.len() {
            if same(self.nodes[node].name, name) {
                return Some(node);
            }
            node += 1;
        }
        None
    }

    /// The entry of the first output of this type.
    pub(crate) const fn first_provider(&self, key: &TypeKey) -> Option<usize> {
        match self.outputs.first.len() {
            0 => None,
            buckets => self.same_type(key.id, self.outputs.first[bucket(key.id, buckets)]),
        }
    }

    /// The entry of the next output of the same type.
    pub(crate) const fn next_provider(&self, entry: usize) -> Option<usize> {
        self.same_type(self.outputs.keys[entry], self.outputs.next[entry])
    }

    /// The node of an entry of an output.
    pub(crate) const fn provider(&self, entry: usize) -> usize {
        let node = self.outputs.nodes[entry];
        if node < NOT_ONLY {
            node
        } else {
            node - NOT_ONLY
        }
    }

    const fn same_type(&self, key: u64, mut entry: usize) -> Option<usize> {
        while entry != NONE {
            if self.outputs.keys[entry] == key {
                return Some(entry);
            }
            entry = self.outputs.next[entry];
        }
        None
    }
}

/// Which output of `manifold` has this type.
pub(crate) const fn port(manifold: &ManifoldMeta, key: &TypeKey) -> Option<usize> {
    let provided = manifold.provided();
    let outputs = provided.len();
    let mut port = 0;
    while port < outputs {
        if provided[port].is(key) {
            return Some(port);
        }
        port += 1;
    }
    None
}

/// Files the names, and marks the nodes whose name an earlier one has.
pub(super) const fn names(nodes: &[NodeMeta], names: &mut Names<&mut [usize]>, marks: &mut [u8]) {
    let buckets = nodes.len();
    let mut node = buckets;
    while node > 0 {
        node -= 1;
        let name = nodes[node].name;
        let bucket = bucket(hash(name), buckets);
        let first = names.first[bucket];
        // Those that are filed already come later.
        let mut later = first;
        while later != NONE {
            if !name.is_empty() && same(nodes[later].name, name) {
                marks[later] |= mark::DUPLICATE;
            }
            later = names.next[later];
        }
        names.next[node] = first;
        names.first[bucket] = node;
    }
}

/// Files the outputs of all nodes.
#[expect(clippy::cast_possible_truncation, reason = "it is less than `buckets`")]
pub(super) const fn outputs(
    nodes: &[NodeMeta],
    outputs: &mut Outputs<&mut [usize], &mut [u64]>,
    marks: &[u8],
) {
    let first = &mut *outputs.first;
    let next = &mut *outputs.next;
    let keys = &mut *outputs.keys;
    let providers = &mut *outputs.nodes;
    let buckets = keys.len();
    let divisor = buckets as u64;
    let mut entry = buckets;
    let mut node = nodes.len();
    while node > 0 {
        node -= 1;
        let meta = &nodes[node];
        let types = meta.manifold.types;
        let inputs = meta.manifold.inputs;
        let mut port = types.len();
        while port > inputs {
            port -= 1;
            entry -= 1;
            let key = types[port].id;
            let bucket = (key % divisor) as usize;
            // At the front: so the last one that is filed is the first one that is found.
            let mut later = first[bucket];
            next[entry] = later;
            first[bucket] = entry;
            keys[entry] = key;
            while later < buckets && keys[later] != key {
                later = next[later];
            }
            providers[entry] = if later >= buckets && marks[node] == 0 && !meta.optional {
                node
            } else {
                NOT_ONLY + node
            };
        }
    }
}

#[expect(clippy::cast_possible_truncation, reason = "it is less than `buckets`")]
const fn bucket(hash: u64, buckets: usize) -> usize {
    (hash % buckets as u64) as usize
}
