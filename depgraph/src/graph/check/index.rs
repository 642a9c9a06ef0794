//! Sorted indexes of the names and the outputs of a graph, for search in logarithmic time.

use super::{Mark, text::same};
use crate::{
    graph::meta::{ManifoldMeta, NodeMeta},
    output::TypeKey,
};

/// A node under the hash of its name, or one of its outputs under the hash of its type.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Entry {
    hash: u64,
    node: usize,
    port: usize,
}

impl Entry {
    pub(super) const NONE: Self = Self {
        hash: 0,
        node: 0,
        port: 0,
    };

    const fn is_before(self, other: Self) -> bool {
        self.hash < other.hash || (self.hash == other.hash && self.node < other.node)
    }
}

/// The nodes of a graph, by name and by output.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Index<'a> {
    pub(super) nodes: &'a [NodeMeta],
    pub(super) names: &'a [Entry],
    pub(super) outputs: &'a [Entry],
    /// Whether the outputs of all nodes are known: if not, who knows what they would provide.
    pub(super) is_complete: bool,
}

impl Index<'_> {
    /// The first node of this name.
    pub(crate) const fn find(&self, name: &str) -> Option<usize> {
        let hash = hash_of(name);
        let mut at = lower_bound(self.names, hash);
        while at < self.names.len() && self.names[at].hash == hash {
            let node = self.names[at].node;
            if same(self.nodes[node].name, name) {
                return Some(node);
            }
            at += 1;
        }
        None
    }

    /// Where the providers of a type begin; to be read on with [`Index::provider`].
    pub(crate) const fn providers(&self, key: &TypeKey) -> usize {
        lower_bound(self.outputs, key.id)
    }

    /// The provider of `key` at `at` or after it, and where to go on; `None` after the last.
    pub(crate) const fn provider(&self, key: &TypeKey, mut at: usize) -> Option<(usize, usize)> {
        while at < self.outputs.len() && self.outputs[at].hash == key.id {
            let Entry { node, port, .. } = self.outputs[at];
            if self.nodes[node].manifold.outputs[port].key.is(key) {
                return Some((node, at + 1));
            }
            at += 1;
        }
        None
    }
}

/// Which output of `manifold` has this type.
pub(crate) const fn port(manifold: &ManifoldMeta, key: &TypeKey) -> Option<usize> {
    let mut port = 0;
    while port < manifold.outputs.len() {
        if manifold.outputs[port].key.is(key) {
            return Some(port);
        }
        port += 1;
    }
    None
}

/// Whether the manifolds of all nodes are known.
pub(super) const fn is_complete(nodes: &[NodeMeta]) -> bool {
    let mut node = 0;
    while node < nodes.len() {
        if !nodes[node].manifold.is_known() {
            return false;
        }
        node += 1;
    }
    true
}

/// Sorts the names, and marks the nodes whose name an earlier one has.
pub(super) const fn names(nodes: &[NodeMeta], names: &mut [Entry], marks: &mut [Mark]) {
    let mut node = 0;
    while node < nodes.len() {
        names[node] = Entry {
            hash: hash_of(nodes[node].name),
            node,
            port: 0,
        };
        node += 1;
    }
    sort(names);
    let mut at = 1;
    while at < names.len() {
        let mut earlier = at;
        while earlier > 0 && names[earlier - 1].hash == names[at].hash {
            earlier -= 1;
            let name = nodes[names[at].node].name;
            if same(nodes[names[earlier].node].name, name) && !name.is_empty() {
                marks[names[at].node].is_duplicate = true;
                break;
            }
        }
        at += 1;
    }
}

/// Sorts the outputs of all nodes by type.
pub(super) const fn outputs(nodes: &[NodeMeta], outputs: &mut [Entry]) {
    let mut next = 0;
    let mut node = 0;
    while node < nodes.len() {
        let provided = nodes[node].manifold.outputs;
        let mut port = 0;
        while port < provided.len() {
            outputs[next] = Entry {
                hash: provided[port].key.id,
                node,
                port,
            };
            next += 1;
            port += 1;
        }
        node += 1;
    }
    sort(outputs);
}

/// FNV-1a.
const fn hash_of(name: &str) -> u64 {
    let bytes = name.as_bytes();
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    let mut next = 0;
    while next < bytes.len() {
        hash = (hash ^ bytes[next] as u64).wrapping_mul(0x0100_0000_01b3);
        next += 1;
    }
    hash
}

const fn lower_bound(entries: &[Entry], hash: u64) -> usize {
    let (mut low, mut high) = (0, entries.len());
    while low < high {
        let middle = usize::midpoint(low, high);
        if entries[middle].hash < hash {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    low
}

/// Heap sort: the standard library's sorts are not const.
const fn sort(entries: &mut [Entry]) {
    let mut root = entries.len() / 2;
    while root > 0 {
        root -= 1;
        sift_down(entries, root, entries.len());
    }
    let mut end = entries.len();
    while end > 1 {
        end -= 1;
        entries.swap(0, end);
        sift_down(entries, 0, end);
    }
}

const fn sift_down(entries: &mut [Entry], mut root: usize, end: usize) {
    loop {
        let mut child = 2 * root + 1;
        if child >= end {
            return;
        }
        if child + 1 < end && entries[child].is_before(entries[child + 1]) {
            child += 1;
        }
        if !entries[root].is_before(entries[child]) {
            return;
        }
        entries.swap(root, child);
        root = child;
    }
}
