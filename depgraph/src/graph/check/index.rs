//! Where to find a name or an output of a graph, without looking through all nodes.

use super::{Mark, text::same};
use crate::{
    graph::meta::{ManifoldMeta, NodeMeta},
    output::{TypeKey, hash},
};

/// A node under the hash of its name, in the order of the nodes; or one of the outputs, in their order, under that of its
/// type.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Entry {
    pub(super) hash: u64,
    /// The node whose output it is.
    pub(super) node: usize,
    /// The first entry of the bucket that has the number of this one.
    pub(super) head: Option<usize>,
    /// The next entry of the same bucket.
    pub(super) next: Option<usize>,
}

impl Entry {
    pub(super) const NONE: Self = Self {
        hash: 0,
        node: 0,
        head: None,
        next: None,
    };
}

/// The nodes of a graph, by name and by output: hash tables with as many buckets as entries.
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
        let hash = hash(0, name);
        let mut at = head(self.names, hash);
        while let Some(entry) = at {
            if self.names[entry].hash == hash && same(self.nodes[entry].name, name) {
                return at;
            }
            at = self.names[entry].next;
        }
        None
    }

    /// The entry of the first output of this type.
    pub(crate) const fn first_provider(&self, key: &TypeKey) -> Option<usize> {
        self.same_type(key.id, self.outputs_near(key.id))
    }

    /// The entry of the next output of the same type.
    pub(crate) const fn next_provider(&self, entry: usize) -> Option<usize> {
        self.same_type(self.outputs[entry].hash, self.outputs[entry].next)
    }

    const fn same_type(&self, hash: u64, mut at: Option<usize>) -> Option<usize> {
        while let Some(entry) = at {
            if self.outputs[entry].hash == hash {
                return at;
            }
            at = self.outputs[entry].next;
        }
        None
    }

    /// The first of a few outputs, among which are all those of this type: to be read on with [`Entry::next`].
    pub(super) const fn outputs_near(&self, hash: u64) -> Option<usize> {
        head(self.outputs, hash)
    }
}

/// Which output of `manifold` has this type.
pub(crate) const fn port(manifold: &ManifoldMeta, key: &TypeKey) -> Option<usize> {
    let outputs = manifold.outputs.len();
    let mut port = 0;
    while port < outputs {
        if manifold.outputs[port].key.is(key) {
            return Some(port);
        }
        port += 1;
    }
    None
}

/// Whether the manifolds of all nodes are known.
pub(super) const fn is_complete(mut nodes: &[NodeMeta]) -> bool {
    while let [node, rest @ ..] = nodes {
        if !node.manifold.is_known() {
            return false;
        }
        nodes = rest;
    }
    true
}

/// Files the names, and marks the nodes whose name an earlier one has.
pub(super) const fn names(nodes: &[NodeMeta], names: &mut [Entry], marks: &mut [Mark]) {
    let buckets = nodes.len();
    let mut node = buckets;
    while node > 0 {
        node -= 1;
        let name = nodes[node].name;
        let hash = hash(0, name);
        let bucket = bucket(hash, buckets);
        let first = names[bucket].head;
        // Those that are filed already come later.
        let mut later = first;
        while let Some(entry) = later {
            if names[entry].hash == hash && !name.is_empty() && same(nodes[entry].name, name) {
                marks[entry].is_duplicate = true;
            }
            later = names[entry].next;
        }
        names[node].hash = hash;
        names[node].next = first;
        names[bucket].head = Some(node);
    }
}

/// Files the outputs of all nodes.
pub(super) const fn outputs(nodes: &[NodeMeta], outputs: &mut [Entry]) {
    let buckets = outputs.len();
    let mut entry = buckets;
    let mut node = nodes.len();
    while node > 0 {
        node -= 1;
        let mut provided = nodes[node].manifold.outputs;
        while let [others @ .., output] = provided {
            provided = others;
            entry -= 1;
            let hash = output.key.id;
            let bucket = bucket(hash, buckets);
            outputs[entry].hash = hash;
            outputs[entry].node = node;
            // At the front: so the last one that is filed is the first one that is found.
            outputs[entry].next = outputs[bucket].head;
            outputs[bucket].head = Some(entry);
        }
    }
}

/// The first entry in the bucket of `hash`.
const fn head(entries: &[Entry], hash: u64) -> Option<usize> {
    match entries.len() {
        0 => None,
        buckets => entries[bucket(hash, buckets)].head,
    }
}

/// The upper half of a hash is the one that is well mixed.
pub(super) const fn bucket(hash: u64, buckets: usize) -> usize {
    ((hash >> 32) % buckets as u64) as usize
}
