//! Where to find a name or an output of a graph, without looking through all nodes.

use super::{mark, text::same};
use crate::{
    graph::meta::{ManifoldMeta, NodeMeta},
    mixed::mixed,
    output::TypeKey,
};

/// No entry, no node, no link.
pub(super) const NONE: usize = usize::MAX;

/// What the number of an entry of [`Outputs`] is counted on from.
const ENTRIES: usize = usize::MAX / 2;

/// The nodes of a graph, by name and by output: hash tables.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Index<'a> {
    pub(super) nodes: &'a [NodeMeta],
    pub(super) names: Names<&'a [usize]>,
    pub(super) outputs: Outputs<&'a [usize], &'a [u64]>,
    /// Whether the names are filed.
    pub(super) is_named: bool,
}

/// The nodes by name: as many buckets as nodes, each a list of nodes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Names<A> {
    /// The first node of each bucket.
    pub(super) first: A,
    /// The node that comes after each in its bucket.
    pub(super) next: A,
}

/// The nodes by the types of their outputs: a power of two of buckets, half of them free. A type is in the first bucket that
/// was free, from that of the last bits of its key on: so to find it mostly takes a compiler one step and no division.
///
/// A list of nodes is a number: [`NONE`]; or a node, if there is no other and nothing is special about it; or, from
/// [`ENTRIES`] on, an entry, which is a node and the list of those that come after it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Outputs<A, K> {
    /// What tells the type in each bucket.
    pub(super) keys: K,
    /// The list of the nodes that provide it, in their order.
    pub(super) first: A,
    /// The node of each entry.
    pub(super) nodes: A,
    /// The list of those that come after it.
    pub(super) next: A,
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

    /// Where the first node that provides this type is listed.
    #[expect(
        clippy::cast_possible_truncation,
        reason = "it is less than the buckets"
    )]
    pub(crate) const fn first_provider(&self, key: &TypeKey) -> Option<usize> {
        let Outputs { keys, first, .. } = self.outputs;
        let last = keys.len() - 1;
        let mut bucket = key.id as usize & last;
        while keys[bucket] != key.id && first[bucket] != NONE {
            bucket = (bucket + 1) & last;
        }
        listed(first[bucket])
    }

    /// Where the next node that provides the type is listed.
    pub(crate) const fn next_provider(&self, at: usize) -> Option<usize> {
        if at < ENTRIES {
            None
        } else {
            listed(self.outputs.next[at - ENTRIES])
        }
    }

    /// The node that is listed there.
    pub(crate) const fn provider(&self, at: usize) -> usize {
        if at < ENTRIES {
            at
        } else {
            self.outputs.nodes[at - ENTRIES]
        }
    }
}

const fn listed(at: usize) -> Option<usize> {
    match at {
        NONE => None,
        at => Some(at),
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

/// Files the names, and marks the nodes of which two have one name.
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
                if nodes[later].origin.is_some() {
                    marks[node] |= mark::HAS_DUPLICATE;
                }
            }
            later = names.next[later];
        }
        names.next[node] = first;
        names.first[bucket] = node;
    }
}

/// Files the outputs of all nodes.
#[expect(
    clippy::cast_possible_truncation,
    reason = "it is less than the buckets"
)]
pub(super) const fn outputs(
    nodes: &[NodeMeta],
    outputs: &mut Outputs<&mut [usize], &mut [u64]>,
    marks: &[u8],
) {
    let keys = &mut *outputs.keys;
    let first = &mut *outputs.first;
    let last = keys.len() - 1;
    let mut entries = 0;
    let mut node = nodes.len();
    while node > 0 {
        node -= 1;
        let meta = &nodes[node];
        let types = meta.manifold.types;
        let inputs = meta.manifold.inputs;
        let mut port = types.len();
        while port > inputs {
            port -= 1;
            let key = types[port].id;
            let mut bucket = key as usize & last;
            while keys[bucket] != key && first[bucket] != NONE {
                bucket = (bucket + 1) & last;
            }
            let later = first[bucket];
            keys[bucket] = key;
            first[bucket] = if later == NONE && marks[node] == 0 && !meta.optional {
                node
            } else {
                // At the front: so the last one that is filed is the first one that is found.
                outputs.nodes[entries] = node;
                outputs.next[entries] = later;
                entries += 1;
                ENTRIES + entries - 1
            };
        }
    }
}

#[expect(clippy::cast_possible_truncation, reason = "it is less than `buckets`")]
const fn bucket(hash: u64, buckets: usize) -> usize {
    (hash % buckets as u64) as usize
}

/// Mixes in all bytes of the text, eight at a time. The last eight come first, and with them those that are left over in the
/// end.
pub(super) const fn hash(text: &str) -> u64 {
    let mut bytes = text.as_bytes();
    let mut hash = bytes.len() as u64;
    if let &[.., a, b, c, d, e, f, g, h] = bytes {
        hash = mixed!(hash ^ u64::from_ne_bytes([a, b, c, d, e, f, g, h]));
        while let &[a, b, c, d, e, f, g, h, ref rest @ ..] = bytes {
            hash = mixed!(hash ^ u64::from_ne_bytes([a, b, c, d, e, f, g, h]));
            bytes = rest;
        }
        return hash;
    }
    while let &[byte, ref rest @ ..] = bytes {
        hash = mixed!(hash ^ byte as u64);
        bytes = rest;
    }
    hash
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::hash;

    #[test]
    fn names_that_differ_in_a_byte_wherever_have_different_hashes() {
        const TEXT: &str = "the_tables_of_users_in_storage";
        let mut texts = HashSet::new();
        for length in 0..TEXT.len() {
            texts.insert(TEXT[..length].to_owned());
            for (at, byte) in (0..length).flat_map(|at| (b' '..=b'~').map(move |byte| (at, byte))) {
                let mut text = TEXT.as_bytes()[..length].to_vec();
                text[at] = byte;
                texts.insert(String::from_utf8(text).expect("all of it is ASCII"));
            }
        }
        texts.extend(
            [
                "one_two",
                "two_one",
                "first_then_second",
                "second_then_first",
            ]
            .map(str::to_owned),
        );
        let hashes: HashSet<_> = texts.iter().map(|text| hash(text)).collect();
        assert_eq!(hashes.len(), texts.len());
    }
}
