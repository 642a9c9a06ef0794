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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const NODES: usize = 8;
    const PORTS: usize = 3;

    fn any_need() -> impl Strategy<Value = Need> {
        let kind = prop_oneof![
            Just(NeedKind::Required),
            Just(NeedKind::Optional),
            Just(NeedKind::Latest),
            Just(NeedKind::Condition),
        ];
        (kind, 0..NODES, 0..PORTS).prop_map(|(kind, provider, port)| Need {
            kind,
            provider: NodeId::new(provider),
            port,
        })
    }

    fn dependents(graph: &Topology, feeds: Range<usize>) -> Vec<(NodeId, usize)> {
        let feeds = feeds.map(|feed| graph.feed(feed));
        feeds.map(|feed| (feed.dependent, feed.need)).collect()
    }

    proptest! {
        #[test]
        fn every_need_is_found_from_its_provider_in_the_order_of_the_graph(
            needs in prop::collection::vec(prop::collection::vec(any_need(), 0..6), NODES),
        ) {
            let graph = Topology::new(needs.iter().map(|needs| (PORTS, needs.clone())));
            prop_assert_eq!((graph.len(), graph.ports()), (NODES, NODES * PORTS));
            let all: Vec<_> = (0..NODES)
                .flat_map(|node| needs[node].iter().map(move |need| (NodeId::new(node), *need)))
                .enumerate()
                .collect();
            prop_assert_eq!(graph.edges(), all.len());
            let found = |wanted: &dyn Fn(Need) -> bool| -> Vec<_> {
                let found = all.iter().filter(|(_, (_, need))| wanted(*need));
                found.map(|&(index, (node, _))| (node, index)).collect()
            };
            for provider in (0..NODES).map(NodeId::new) {
                let condition = found(&|need| {
                    need.provider == provider && need.kind == NeedKind::Condition
                });
                prop_assert_eq!(dependents(&graph, graph.feeds_of_condition(provider)), condition);
                for port in 0..PORTS {
                    let wanted = found(&|need| {
                        need.provider == provider && need.kind != NeedKind::Condition && need.port == port
                    });
                    prop_assert_eq!(dependents(&graph, graph.feeds_of_port(provider, port)), wanted);
                }
                let mut all_of_it = dependents(&graph, graph.feeds_of(provider));
                all_of_it.sort_unstable();
                prop_assert_eq!(all_of_it, found(&|need| need.provider == provider));
            }
        }
    }
}
