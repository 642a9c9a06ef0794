//! What is known of a graph for good.

use std::ops::Range;

use crate::{
    graph::{
        Links, Source,
        meta::{InputKind, NodeMeta},
    },
    machine::{Need, NeedKind, NodeId},
};

/// What is known of a graph for good; what a report needs beside a snapshot.
#[derive(Debug)]
pub(crate) struct Directory {
    pub(crate) graph: &'static str,
    pub(crate) nodes: &'static [NodeMeta],
    links: Links,
    /// Where the outputs, the inputs and the needs of each node begin, among those of all; the last says where they end.
    firsts: Vec<First>,
}

#[derive(Clone, Copy, Debug, Default)]
struct First {
    port: usize,
    input: usize,
    need: usize,
}

impl Directory {
    pub(crate) fn new(graph: &'static str, nodes: &'static [NodeMeta], links: Links) -> Self {
        let mut directory = Self {
            graph,
            nodes,
            links,
            firsts: Vec::with_capacity(nodes.len() + 1),
        };
        let mut first = First::default();
        for (node, meta) in nodes.iter().enumerate() {
            directory.firsts.push(first);
            first.port += meta.manifold.outputs();
            first.input += meta.manifold.inputs;
            first.need += directory.needs_of(node).count();
        }
        directory.firsts.push(first);
        directory
    }

    pub(crate) fn name(&self, node: NodeId) -> &'static str {
        self.nodes[node.index()].name
    }

    /// Where each input of a node comes from, in the order of its manifold's.
    pub(crate) fn sources_of(&self, node: usize) -> &[Option<Source>] {
        self.links.sources_of(node)
    }

    /// The nodes that a node is conditional on.
    pub(crate) fn conditions_of(&self, node: usize) -> &[usize] {
        self.links.conditions_of(node)
    }

    /// What the machine is told that a node needs.
    pub(crate) fn needs_of(&self, node: usize) -> impl Iterator<Item = Need> {
        let inputs = self.nodes[node].manifold.wanted();
        let inputs = inputs
            .zip(self.sources_of(node))
            .filter_map(|((kind, _), source)| {
                let kind = match kind {
                    InputKind::Required => NeedKind::Required,
                    InputKind::Optional => NeedKind::Optional,
                    InputKind::Latest => NeedKind::Latest,
                    InputKind::Watch => return None,
                };
                source.map(|source| Need {
                    kind,
                    provider: NodeId::new(source.node),
                    port: source.port,
                })
            });
        let conditions = self.conditions_of(node).iter().map(|&node| Need {
            kind: NeedKind::Condition,
            provider: NodeId::new(node),
            port: 0,
        });
        inputs.chain(conditions)
    }

    /// The outputs of a node, among all outputs.
    pub(crate) fn ports_of(&self, node: usize) -> Range<usize> {
        self.firsts[node].port..self.firsts[node + 1].port
    }

    /// The first input of a node, among all inputs.
    pub(crate) fn first_input_of(&self, node: usize) -> usize {
        self.firsts[node].input
    }

    /// The first need of a node, among all needs.
    pub(crate) fn first_need_of(&self, node: usize) -> usize {
        self.firsts[node].need
    }

    /// How many outputs all nodes have together.
    pub(crate) fn ports(&self) -> usize {
        self.all().port
    }

    /// How many inputs all nodes have together.
    pub(crate) fn inputs(&self) -> usize {
        self.all().input
    }

    /// How many needs all nodes have together.
    pub(crate) fn needs(&self) -> usize {
        self.all().need
    }

    fn all(&self) -> First {
        self.firsts.last().copied().unwrap_or_default()
    }
}
