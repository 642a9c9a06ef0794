//! Finds cycles by a depth-first search.

use super::{Hop, Link, Mark};
use crate::graph::meta::NodeMeta;

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
    /// Where the links of each node end.
    pub(super) ends: &'a [usize],
    pub(super) links: &'a [Link],
    pub(super) marks: &'a mut [Mark],
    pub(super) reached: &'a mut [Option<Hop>],
    pub(super) visits: &'a mut [Visit],
    /// The way to the present node, with the next link to follow from each.
    pub(super) path: &'a mut [Hop],
}

impl Search<'_> {
    /// Marks the node that closes, and the one that starts, each cycle.
    pub(super) const fn run(&mut self) {
        let nodes = self.nodes.len();
        let mut root = 0;
        while root < nodes {
            if matches!(self.visits[root], Visit::New) {
                self.from(root);
            }
            root += 1;
        }
    }

    const fn from(&mut self, root: usize) {
        let mut depth = 0;
        let mut node = root;
        let mut link = self.enter(root, depth);
        loop {
            if link == self.ends[node] {
                self.visits[node] = Visit::Done;
                if depth == 0 {
                    return;
                }
                depth -= 1;
                Hop { node, link } = self.path[depth];
                continue;
            }
            if let Link::From(to) = self.links[link] {
                match self.visits[to] {
                    Visit::New => {
                        self.reached[to] = Some(Hop { node, link });
                        self.path[depth] = Hop {
                            node,
                            link: link + 1,
                        };
                        depth += 1;
                        node = to;
                        link = self.enter(to, depth);
                        continue;
                    }
                    Visit::OnPath => self.closed(depth, to),
                    Visit::Done => {}
                }
            }
            link += 1;
        }
    }

    /// Puts `node` on the path. Returns its first link.
    const fn enter(&mut self, node: usize, depth: usize) -> usize {
        let link = if node == 0 { 0 } else { self.ends[node - 1] };
        self.visits[node] = Visit::OnPath;
        self.path[depth] = Hop { node, link };
        link
    }

    /// The last node of the path needs `to`, which is on the path.
    const fn closed(&mut self, depth: usize, to: usize) {
        let mut at = depth;
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
