//! Finds cycles by a depth-first search.

use super::{Hop, Link, Mark};
use crate::graph::meta::{InputKind, NodeMeta};

/// How far the search has come with a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Visit {
    New,
    OnPath,
    Done,
}

/// What the search reads and fills in.
pub(super) struct Search<'a> {
    pub(super) nodes: &'a [NodeMeta],
    pub(super) first: &'a [usize],
    pub(super) links: &'a [Link],
    pub(super) marks: &'a mut [Mark],
    pub(super) reached: &'a mut [Option<Hop>],
    pub(super) visits: &'a mut [Visit],
    /// The way to the present node; the slot is the next one to follow.
    pub(super) path: &'a mut [Hop],
}

impl Search<'_> {
    /// Marks the node that closes, and the one that starts, each cycle.
    pub(super) const fn run(&mut self) {
        let mut root = 0;
        while root < self.nodes.len() {
            if matches!(self.visits[root], Visit::New) {
                self.from(root);
            }
            root += 1;
        }
    }

    const fn from(&mut self, root: usize) {
        self.path[0] = Hop {
            node: root,
            slot: 0,
        };
        self.visits[root] = Visit::OnPath;
        let mut depth = 1;
        while depth > 0 {
            let Hop { node, slot } = self.path[depth - 1];
            if slot == slots(&self.nodes[node]) {
                self.visits[node] = Visit::Done;
                depth -= 1;
                continue;
            }
            self.path[depth - 1].slot += 1;
            let Some(to) = target(&self.nodes[node], slot, self.links[self.first[node] + slot])
            else {
                continue;
            };
            match self.visits[to] {
                Visit::New => {
                    self.visits[to] = Visit::OnPath;
                    self.reached[to] = Some(Hop { node, slot });
                    self.path[depth] = Hop { node: to, slot: 0 };
                    depth += 1;
                }
                Visit::OnPath => self.closed(depth, to),
                Visit::Done => {}
            }
        }
    }

    /// The last node of the path needs `to`, which is on the path.
    const fn closed(&mut self, depth: usize, to: usize) {
        let mut at = depth - 1;
        self.marks[self.path[at].node].closes_cycle = true;
        let mut start = self.path[at].node;
        while self.path[at].node != to {
            at -= 1;
            start = earlier(self.nodes, start, self.path[at].node);
        }
        self.marks[start].starts_cycle = true;
    }
}

/// The number of links of a node.
pub(super) const fn slots(node: &NodeMeta) -> usize {
    node.manifold.inputs.len() + node.when.len()
}

/// Where a link leads that orders the two nodes.
pub(super) const fn target(node: &NodeMeta, slot: usize, link: Link) -> Option<usize> {
    let inputs = node.manifold.inputs;
    if slot < inputs.len() && matches!(inputs[slot].kind, InputKind::Watch) {
        return None;
    }
    link.node()
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
