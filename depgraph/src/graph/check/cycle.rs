//! Finds cycles by a depth-first search.

use super::{mark, settled::come_together};
use crate::graph::meta::NodeMeta;

/// How far the search has come with a node: not to it yet, it is on the path, it is done with.
pub(super) const NEW: u8 = 0;
const ON_PATH: u8 = 1;
const DONE: u8 = 2;

/// What the search reads and fills in.
pub(super) struct Search<'a> {
    pub(super) nodes: &'a [NodeMeta],
    /// Where the links of each node end.
    pub(super) ends: &'a [usize],
    pub(super) links: &'a [usize],
    pub(super) marks: &'a mut [u8],
    pub(super) reached_from: &'a mut [usize],
    pub(super) reached_by: &'a mut [usize],
    pub(super) visits: &'a mut [u8],
    /// The way to the present node.
    pub(super) path: &'a mut [usize],
    /// The next link to follow from each node of the path.
    pub(super) next: &'a mut [usize],
}

impl Search<'_> {
    /// Marks the node that closes, and the one that starts, each cycle; the latter, if no other graph reports that cycle.
    pub(super) const fn run(&mut self) {
        let nodes = self.ends.len();
        let mut root = 0;
        while root < nodes {
            if self.visits[root] == NEW {
                self.from(root);
            }
            root += 1;
        }
    }

    /// Goes everywhere that there is a way to from `root`. A node is entered in this function itself, since a call is
    /// what takes a compiler longest.
    const fn from(&mut self, root: usize) {
        let nodes = self.ends.len();
        let mut depth = 0;
        let mut node = root;
        let mut link = if root == 0 { 0 } else { self.ends[root - 1] };
        self.visits[root] = ON_PATH;
        loop {
            if link == self.ends[node] {
                self.visits[node] = DONE;
                if depth == 0 {
                    return;
                }
                depth -= 1;
                node = self.path[depth];
                link = self.next[node];
                continue;
            }
            let to = self.links[link];
            // Whatever is no node is a link that orders nothing.
            if to < nodes && self.visits[to] != DONE {
                if self.visits[to] == ON_PATH {
                    self.closed(node, depth, to);
                } else {
                    self.reached_from[to] = node;
                    self.reached_by[to] = link;
                    self.path[depth] = node;
                    self.next[node] = link + 1;
                    self.visits[to] = ON_PATH;
                    depth += 1;
                    node = to;
                    link = if to == 0 { 0 } else { self.ends[to - 1] };
                    continue;
                }
            }
            link += 1;
        }
    }

    /// The last node of the path needs `to`, which is on the path.
    const fn closed(&mut self, last: usize, depth: usize, to: usize) {
        self.marks[last] |= mark::CLOSES_CYCLE;
        let mut start = last;
        let mut is_reported = self.nodes[last].origin.is_some();
        let mut node = last;
        let mut at = depth;
        while node != to {
            at -= 1;
            node = self.path[at];
            start = earlier(self.nodes, start, node);
            is_reported = is_reported && come_together(&self.nodes[last], &self.nodes[node]);
        }
        if !is_reported {
            self.marks[start] |= mark::STARTS_CYCLE;
        }
    }
}

/// The number of links of a node.
pub(super) const fn slots(node: &NodeMeta) -> usize {
    node.manifold.inputs + node.when.len()
}

/// Which of two nodes a cycle is told from: one that is written in this graph, and of those the first.
pub(super) const fn earlier(nodes: &[NodeMeta], a: usize, b: usize) -> usize {
    match (nodes[a].origin.is_none(), nodes[b].origin.is_none()) {
        (true, false) => a,
        (false, true) => b,
        (true, true) | (false, false) => {
            if a < b {
                a
            } else {
                b
            }
        }
    }
}
