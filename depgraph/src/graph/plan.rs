//! A graph as the engine takes it.

use super::{
    Graph,
    meta::{GraphMeta, InputMeta, NodeMeta},
};
use crate::{driver::NodeSpec, error::GraphError};

/// The nodes of a graph; a node's place in the list is its id.
pub(crate) struct Plan {
    /// The name of the graph.
    pub(crate) name: &'static str,
    pub(crate) nodes: Vec<NodePlan>,
}

/// One node, ready to be run.
pub(crate) struct NodePlan {
    pub(crate) meta: &'static NodeMeta,
    /// `None` if the node is left out.
    pub(crate) spec: Option<NodeSpec>,
    /// What feeds each input of the manifold. `None` for an optional input that nothing provides; a source may be a
    /// node that is left out.
    pub(crate) sources: Vec<Option<Source>>,
    /// The nodes that must be available, without passing a value; one may be left out.
    pub(crate) conditions: Vec<usize>,
}

/// An output of a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Source {
    pub(crate) node: usize,
    pub(crate) port: usize,
}

impl<G> Graph<G> {
    /// What the compiler has wired, with the types of every edge compared once more.
    pub(crate) fn into_plan(self) -> Result<Plan, GraphError> {
        let nodes = self.meta.wiring.nodes.iter().zip(self.specs).enumerate();
        Ok(Plan {
            name: self.meta.name,
            nodes: nodes
                .map(|(id, (meta, spec))| {
                    Ok(NodePlan {
                        meta,
                        spec,
                        sources: sources(self.meta, id)?,
                        conditions: conditions(self.meta, id),
                    })
                })
                .collect::<Result<_, _>>()?,
        })
    }
}

fn sources(graph: &GraphMeta, node: usize) -> Result<Vec<Option<Source>>, GraphError> {
    let inputs = graph.wiring.nodes[node].manifold.inputs.iter().enumerate();
    inputs
        .map(|(slot, input)| match graph.wiring.link(node, slot).node() {
            Some(from) => source(graph, node, input, from).map(Some),
            None => Ok(None),
        })
        .collect()
}

fn source(
    graph: &GraphMeta,
    node: usize,
    input: &InputMeta,
    from: usize,
) -> Result<Source, GraphError> {
    let (node, provider) = (&graph.wiring.nodes[node], &graph.wiring.nodes[from]);
    let outputs = provider.manifold.outputs;
    let port = outputs
        .iter()
        .position(|output| (output.type_id)() == (input.type_id)());
    match port {
        Some(port) => Ok(Source { node: from, port }),
        None => Err(GraphError::TwoTypes {
            ty: input.key.path,
            graph: graph.name,
            node: node.name,
            at: input.at,
            provider: provider.name,
            provider_at: provider.manifold.at,
        }),
    }
}

fn conditions(graph: &GraphMeta, node: usize) -> Vec<usize> {
    let inputs = graph.wiring.nodes[node].manifold.inputs.len();
    (inputs..graph.wiring.slots(node))
        .filter_map(|slot| graph.wiring.link(node, slot).node())
        .collect()
}
