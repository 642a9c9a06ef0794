//! The graph as the machine sees it: who needs what from whom, both ways round, in flat tables.

use std::ops::Range;

use super::NodeId;

/// One thing that a node needs of another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Need {
    pub(crate) kind: NeedKind,
    pub(crate) provider: NodeId,
    /// The output of the provider; of no meaning for a condition.
    pub(crate) port: usize,
}

/// How a node depends on another. A watched input is none of these: it orders nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum NeedKind {
    Required,
    Optional,
    Latest,
    Condition,
}

/// One need, seen from its provider.
#[derive(Clone, Copy, Debug)]
pub(super) struct Feed {
    pub(super) dependent: NodeId,
    /// Index of the need among all needs.
    pub(super) need: usize,
    /// The output that is needed; [`CONDITION`] if it is the node's availability.
    slot: usize,
}

/// The slot of a condition: after every output.
const CONDITION: usize = usize::MAX;

/// The whole graph.
#[derive(Clone, Debug)]
pub(crate) struct Topology {
    needs: Vec<Need>,
    needs_of: Vec<Range<usize>>,
    feeds: Vec<Feed>,
    feeds_of: Vec<Range<usize>>,
    ports_of: Vec<Range<usize>>,
}

impl Topology {
    /// The graph of nodes with this many outputs and these needs each.
    pub(crate) fn new<N: IntoIterator<Item = Need>>(
        nodes: impl Iterator<Item = (usize, N)>,
    ) -> Self {
        let mut graph = Self {
            needs: Vec::new(),
            needs_of: Vec::new(),
            feeds: Vec::new(),
            feeds_of: Vec::new(),
            ports_of: Vec::new(),
        };
        let mut ports = 0;
        for (outputs, needs) in nodes {
            graph.ports_of.push(ports..ports + outputs);
            ports += outputs;
            let first = graph.needs.len();
            graph.needs.extend(needs);
            graph.needs_of.push(first..graph.needs.len());
        }
        graph.turn_round();
        graph
    }

    /// Sorts the needs by provider, then by what is needed of it, then by dependent.
    fn turn_round(&mut self) {
        let mut next = vec![0; self.len() + 1];
        for need in &self.needs {
            next[need.provider.index() + 1] += 1;
        }
        for node in 0..self.len() {
            next[node + 1] += next[node];
            self.feeds_of.push(next[node]..next[node + 1]);
        }
        self.feeds = vec![
            Feed {
                dependent: NodeId(0),
                need: 0,
                slot: 0
            };
            self.needs.len()
        ];
        for node in 0..self.len() {
            for need in self.needs_of[node].clone() {
                let Need {
                    kind,
                    provider,
                    port,
                } = self.needs[need];
                let slot = if kind == NeedKind::Condition {
                    CONDITION
                } else {
                    port
                };
                let place = &mut next[provider.index()];
                self.feeds[*place] = Feed {
                    dependent: NodeId::new(node),
                    need,
                    slot,
                };
                *place += 1;
            }
        }
        for feeds in &self.feeds_of {
            self.feeds[feeds.clone()].sort_by_key(|feed| feed.slot);
        }
    }

    pub(crate) fn len(&self) -> usize {
        self.needs_of.len()
    }

    pub(super) fn ports(&self) -> usize {
        self.ports_of.last().map_or(0, |ports| ports.end)
    }

    pub(super) fn edges(&self) -> usize {
        self.needs.len()
    }

    pub(super) fn need(&self, need: usize) -> Need {
        self.needs[need]
    }

    pub(super) fn feed(&self, feed: usize) -> Feed {
        self.feeds[feed]
    }

    /// The needs of a node, as indices among all needs.
    pub(super) fn needs_of(&self, node: NodeId) -> Range<usize> {
        self.needs_of[node.index()].clone()
    }

    /// What others need of a node, as indices among all feeds.
    pub(super) fn feeds_of(&self, node: NodeId) -> Range<usize> {
        self.feeds_of[node.index()].clone()
    }

    /// What others need of one output of a node, as indices among all feeds.
    pub(super) fn feeds_of_port(&self, node: NodeId, port: usize) -> Range<usize> {
        self.feeds_in(node, port)
    }

    /// Those that are conditional on a node, as indices among all feeds.
    pub(super) fn feeds_of_condition(&self, node: NodeId) -> Range<usize> {
        self.feeds_in(node, CONDITION)
    }

    fn feeds_in(&self, node: NodeId, slot: usize) -> Range<usize> {
        let all = self.feeds_of(node);
        let feeds = &self.feeds[all.clone()];
        let first = feeds.partition_point(|feed| feed.slot < slot);
        let past = feeds.partition_point(|feed| feed.slot <= slot);
        all.start + first..all.start + past
    }

    /// The outputs of a node, as indices among all ports.
    pub(super) fn ports_of(&self, node: NodeId) -> Range<usize> {
        self.ports_of[node.index()].clone()
    }
}
