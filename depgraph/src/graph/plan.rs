//! A graph as the engine takes it.

use super::{
    Graph,
    meta::{GraphMeta, NodeMeta},
};
use crate::{driver::NodeSpec, error::GraphError};

/// The nodes of a graph; a node's place in the list is its id.
pub(crate) struct Plan {
    /// The name of the graph.
    pub(crate) name: &'static str,
    pub(crate) nodes: &'static [NodeMeta],
    /// What each node is run by; `None` if it is left out.
    pub(crate) specs: Vec<Option<NodeSpec>>,
    pub(crate) links: Links,
}

/// What feeds the inputs and the conditions of all nodes.
#[derive(Debug, Default)]
pub(crate) struct Links {
    sources: Vec<Option<Source>>,
    conditions: Vec<usize>,
    /// Where the sources and the conditions of each node end.
    ends: Vec<(usize, usize)>,
}

/// An output of a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Source {
    pub(crate) node: usize,
    pub(crate) port: usize,
}

impl Links {
    /// What feeds each input of a node. `None` for an optional input that nothing provides; a source may be a node that
    /// is left out.
    pub(crate) fn sources_of(&self, node: usize) -> &[Option<Source>] {
        &self.sources[self.begin_of(node).0..self.ends[node].0]
    }

    /// The nodes that must be available, without passing a value; one may be left out.
    pub(crate) fn conditions_of(&self, node: usize) -> &[usize] {
        &self.conditions[self.begin_of(node).1..self.ends[node].1]
    }

    fn begin_of(&self, node: usize) -> (usize, usize) {
        node.checked_sub(1)
            .map_or((0, 0), |before| self.ends[before])
    }

    fn of(graph: &GraphMeta) -> Result<Self, GraphError> {
        let mut links = Self::default();
        links.ends.reserve(graph.len());
        for (node, meta) in graph.wiring.nodes.iter().enumerate() {
            for slot in 0..meta.manifold.inputs {
                let from = graph.wiring.link(node, slot).node();
                let source = from.map(|from| source(graph, node, slot, from));
                links.sources.push(source.transpose()?);
            }
            let slots = meta.manifold.inputs..graph.wiring.slots(node);
            links
                .conditions
                .extend(slots.filter_map(|slot| graph.wiring.link(node, slot).node()));
            links
                .ends
                .push((links.sources.len(), links.conditions.len()));
        }
        Ok(links)
    }
}

impl<G> Graph<G> {
    /// What the compiler has wired, with the types of every edge compared once more.
    pub(crate) fn into_plan(self) -> Result<Plan, GraphError> {
        Ok(Plan {
            name: self.meta.name,
            nodes: self.meta.wiring.nodes,
            specs: self.specs,
            links: Links::of(self.meta)?,
        })
    }
}

fn source(graph: &GraphMeta, node: usize, slot: usize, from: usize) -> Result<Source, GraphError> {
    let (node, provider) = (&graph.wiring.nodes[node], &graph.wiring.nodes[from]);
    let outputs = provider.manifold.provided();
    let wanted = node.manifold.types[slot];
    let port = outputs
        .iter()
        .position(|output| (output.type_id)() == (wanted.type_id)());
    match port {
        Some(port) => Ok(Source { node: from, port }),
        None => Err(GraphError::TwoTypes {
            ty: wanted.path(),
            graph: graph.name,
            node: node.name,
            at: node.manifold.input(slot).at,
            provider: provider.name,
            provider_at: provider.manifold.at(),
        }),
    }
}
