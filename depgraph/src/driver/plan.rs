//! From the plan of a graph to what the machine and the runs work with.

use std::{sync::Arc, time::Duration};

use super::{NodeSpec, cell::Cell};
use crate::{
    EngineConfig, StartError,
    graph::{
        NodePlan, Plan, Source,
        meta::{InputKind, ManifoldMeta},
    },
    machine::{Limits, Machine, Need, NeedKind, NodeId, NodeInit, Topology},
    policy::Policy,
};

/// What is known of the graph for good; what a report needs beside a snapshot.
#[derive(Debug)]
pub(crate) struct Directory {
    pub(crate) graph: &'static str,
    pub(crate) nodes: Vec<NodeNames>,
    /// How many outputs and needs all nodes have together.
    pub(crate) ports: usize,
    pub(crate) needs: usize,
}

/// One node of the directory.
#[derive(Debug)]
pub(crate) struct NodeNames {
    pub(crate) name: &'static str,
    pub(crate) manifold: &'static ManifoldMeta,
    /// Where each input comes from, in the order of the manifold's inputs.
    pub(crate) sources: Vec<Option<Source>>,
    /// The nodes that it is conditional on.
    pub(crate) conditions: Vec<usize>,
    /// Its first output among all outputs.
    pub(crate) first_port: usize,
    /// Its first need among all needs.
    pub(crate) first_need: usize,
}

/// What the runs of one node have in common.
pub(crate) struct NodeEntry {
    pub(crate) spec: NodeSpec,
    pub(crate) inputs: Box<[Option<Arc<Cell>>]>,
    pub(crate) outputs: Box<[Arc<Cell>]>,
}

/// A graph, taken apart for those who work on it.
pub(crate) struct Wired {
    pub(crate) directory: Directory,
    pub(crate) machine: Machine,
    /// Every node that is not left out.
    pub(crate) entries: Vec<Option<Arc<NodeEntry>>>,
    /// The outputs of every node.
    pub(crate) cells: Vec<Box<[Arc<Cell>]>>,
}

impl Wired {
    /// Wires a graph up, with the policies of `config` for what its nodes leave open.
    pub(crate) fn new(plan: Plan, config: &EngineConfig) -> Result<Self, StartError> {
        let cells: Vec<Box<[Arc<Cell>]>> = plan
            .nodes
            .iter()
            .map(|node| {
                node.meta
                    .manifold
                    .outputs
                    .iter()
                    .map(|_| Arc::default())
                    .collect()
            })
            .collect();
        let mut limits = vec![config.limits()];
        let inits = plan
            .nodes
            .iter()
            .map(|node| {
                Ok(NodeInit {
                    limits: limits_of(node, config, &mut limits)?,
                    left_out: node.spec.is_none(),
                })
            })
            .collect::<Result<Vec<_>, StartError>>()?;
        let topology = Topology::new(
            plan.nodes
                .iter()
                .map(|node| (node.meta.manifold.outputs.len(), needs_of(node))),
        );
        let shutdown_timeout: Duration = config.shutdown_timeout;
        let machine = Machine::new(topology, inits.into_iter(), limits, shutdown_timeout);
        let directory = directory(&plan);
        let entries = plan
            .nodes
            .into_iter()
            .enumerate()
            .map(|(id, node)| entry(id, node, &cells))
            .collect();
        Ok(Self {
            directory,
            machine,
            entries,
            cells,
        })
    }
}

/// The place of the node's limits among all; nodes without a policy share the engine's.
fn limits_of(
    node: &NodePlan,
    config: &EngineConfig,
    limits: &mut Vec<Limits>,
) -> Result<usize, StartError> {
    let policy = node.spec.as_ref().map_or(&INHERIT, |spec| &spec.policy);
    if *policy == INHERIT {
        return Ok(0);
    }
    let own = policy.over(&config.policy);
    own.check().map_err(|error| StartError::Policy {
        node: node.meta.name.to_owned(),
        error,
    })?;
    let own = own.limits();
    let known = limits.iter().position(|known| *known == own);
    Ok(known.unwrap_or_else(|| {
        limits.push(own);
        limits.len() - 1
    }))
}

static INHERIT: Policy = Policy::new();

fn needs_of(node: &NodePlan) -> Vec<Need> {
    let inputs = node
        .meta
        .manifold
        .inputs
        .iter()
        .zip(&node.sources)
        .filter_map(|(input, source)| {
            let kind = match input.kind {
                InputKind::Required => NeedKind::Required,
                InputKind::Optional => NeedKind::Optional,
                InputKind::Latest => NeedKind::Latest,
                InputKind::Watch => return None,
            };
            let source = source.as_ref()?;
            Some(Need {
                kind,
                provider: NodeId::new(source.node),
                port: source.port,
            })
        });
    let conditions = node.conditions.iter().map(|&node| Need {
        kind: NeedKind::Condition,
        provider: NodeId::new(node),
        port: 0,
    });
    inputs.chain(conditions).collect()
}

fn directory(plan: &Plan) -> Directory {
    let mut directory = Directory {
        graph: plan.name,
        nodes: Vec::with_capacity(plan.nodes.len()),
        ports: 0,
        needs: 0,
    };
    for node in &plan.nodes {
        directory.nodes.push(NodeNames {
            name: node.meta.name,
            manifold: node.meta.manifold,
            sources: node.sources.clone(),
            conditions: node.conditions.clone(),
            first_port: directory.ports,
            first_need: directory.needs,
        });
        directory.ports += node.meta.manifold.outputs.len();
        directory.needs += needs_of(node).len();
    }
    directory
}

fn entry(id: usize, node: NodePlan, cells: &[Box<[Arc<Cell>]>]) -> Option<Arc<NodeEntry>> {
    let kinds = node.meta.manifold.inputs.iter().map(|input| input.kind);
    let inputs = kinds
        .zip(&node.sources)
        .map(|(kind, source)| {
            let source = source.as_ref()?;
            let cell = Arc::clone(&cells[source.node][source.port]);
            if kind == InputKind::Latest {
                cell.keep();
            }
            Some(cell)
        })
        .collect();
    Some(Arc::new(NodeEntry {
        spec: node.spec?,
        inputs,
        outputs: cells[id].clone(),
    }))
}
