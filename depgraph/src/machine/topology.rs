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
    need: u32,
    /// The output that is needed; [`CONDITION`] if it is the node's availability.
    slot: u32,
}

impl Feed {
    /// Index of the need among all needs.
    pub(super) const fn need(self) -> usize {
        self.need as usize
    }
}

/// The slot of a condition: after every output.
const CONDITION: u32 = u32::MAX;

/// The whole graph. Its tables are read in every step: in a large graph, each line of a cache counts.
#[derive(Clone, Debug)]
pub(crate) struct Topology {
    needs: Vec<Need>,
    feeds: Vec<Feed>,
    /// Where what belongs to each node begins; the last says where it ends.
    firsts: Vec<First>,
}

/// Where the needs, the feeds and the ports of a node begin.
#[derive(Clone, Copy, Debug, Default)]
struct First {
    need: u32,
    feed: u32,
    port: u32,
}

impl Topology {
    /// The graph of nodes with this many outputs and these needs each.
    pub(crate) fn new<N: IntoIterator<Item = Need>>(
        nodes: impl ExactSizeIterator<Item = (usize, N)>,
    ) -> Self {
        let mut graph = Self {
            needs: Vec::new(),
            feeds: Vec::new(),
            firsts: Vec::with_capacity(nodes.len() + 1),
        };
        let mut ports = 0;
        for (outputs, needs) in nodes {
            graph.begin_node(ports);
            graph.needs.extend(needs);
            ports += outputs;
        }
        graph.begin_node(ports);
        graph.turn_round();
        graph
    }

    fn begin_node(&mut self, port: usize) {
        self.firsts.push(First {
            need: index(self.needs.len()),
            feed: 0,
            port: index(port),
        });
    }

    /// Sorts the needs by provider, then by what is needed of it, then by dependent.
    fn turn_round(&mut self) {
        for need in &self.needs {
            self.firsts[need.provider.index() + 1].feed += 1;
        }
        for node in 0..self.len() {
            self.firsts[node + 1].feed += self.firsts[node].feed;
        }
        let none = Feed {
            dependent: NodeId(0),
            need: 0,
            slot: 0,
        };
        self.feeds = vec![none; self.needs.len()];
        let mut next: Vec<u32> = self.firsts.iter().map(|first| first.feed).collect();
        for node in (0..self.len()).map(NodeId::new) {
            for at in self.needs_of(node) {
                let need = self.needs[at];
                let place = &mut next[need.provider.index()];
                self.feeds[*place as usize] = Feed {
                    dependent: node,
                    need: index(at),
                    slot: match need.kind {
                        NeedKind::Condition => CONDITION,
                        NeedKind::Required | NeedKind::Optional | NeedKind::Latest => {
                            index(need.port)
                        }
                    },
                };
                *place += 1;
            }
        }
        for node in (0..self.len()).map(NodeId::new) {
            let feeds = self.feeds_of(node);
            let feeds = &mut self.feeds[feeds];
            if !feeds.is_sorted_by_key(|feed| feed.slot) {
                feeds.sort_by_key(|feed| feed.slot);
            }
        }
    }

    pub(crate) fn len(&self) -> usize {
        self.firsts.len() - 1
    }

    pub(super) fn ports(&self) -> usize {
        self.firsts[self.len()].port as usize
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
        self.of(node, |first| first.need)
    }

    /// What others need of a node, as indices among all feeds.
    pub(super) fn feeds_of(&self, node: NodeId) -> Range<usize> {
        self.of(node, |first| first.feed)
    }

    /// What others need of one output of a node, as indices among all feeds.
    pub(super) fn feeds_of_port(&self, node: NodeId, port: usize) -> Range<usize> {
        self.feeds_in(node, index(port))
    }

    /// Those that are conditional on a node, as indices among all feeds.
    pub(super) fn feeds_of_condition(&self, node: NodeId) -> Range<usize> {
        self.feeds_in(node, CONDITION)
    }

    fn feeds_in(&self, node: NodeId, slot: u32) -> Range<usize> {
        let all = self.feeds_of(node);
        let feeds = &self.feeds[all.clone()];
        // Most nodes have one output, and nothing else is needed of them.
        let (Some(first), Some(last)) = (feeds.first(), feeds.last()) else {
            return all;
        };
        if last.slot < slot {
            return all.end..all.end;
        }
        if first.slot == slot && last.slot == slot {
            return all;
        }
        let first = feeds.partition_point(|feed| feed.slot < slot);
        let past = feeds.partition_point(|feed| feed.slot <= slot);
        all.start + first..all.start + past
    }

    /// The outputs of a node, as indices among all ports.
    pub(super) fn ports_of(&self, node: NodeId) -> Range<usize> {
        self.of(node, |first| first.port)
    }

    fn of(&self, node: NodeId, what: impl Fn(&First) -> u32) -> Range<usize> {
        let at = node.index();
        what(&self.firsts[at]) as usize..what(&self.firsts[at + 1]) as usize
    }
}

/// An index as it is kept. A graph of more than 2³² edges would not fit into memory.
fn index(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
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
        feeds.map(|feed| (feed.dependent, feed.need())).collect()
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
