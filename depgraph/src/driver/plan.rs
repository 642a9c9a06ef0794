//! From the plan of a graph to what the machine and the runs work with.

use super::{Directory, NodeSpec};
use crate::{
    EngineConfig, StartError,
    graph::Plan,
    machine::{Limits, Machine, NodeInit, Topology},
};

/// A graph, taken apart for those who work on it.
pub(crate) struct Wired {
    pub(crate) directory: Directory,
    pub(crate) machine: Machine,
    /// Every node that is not left out.
    pub(crate) specs: Vec<Option<NodeSpec>>,
}

impl Wired {
    /// Wires a graph up, with the policies of `config` for what its nodes leave open.
    pub(crate) fn new(plan: Plan, config: &EngineConfig) -> Result<Self, StartError> {
        let Plan {
            name,
            nodes,
            mut specs,
            links,
        } = plan;
        let directory = Directory::new(name, nodes, links);
        let mut limits = vec![config.limits()];
        let mut inits = Vec::with_capacity(nodes.len());
        for (node, spec) in nodes.iter().zip(&mut specs) {
            inits.push(NodeInit {
                limits: limits_of(node.name, spec.as_mut(), config, &mut limits)?,
                left_out: spec.is_none(),
            });
        }
        let topology = Topology::new(
            nodes
                .iter()
                .enumerate()
                .map(|(node, meta)| (meta.manifold.outputs(), directory.needs_of(node))),
        );
        let machine = Machine::new(topology, inits.into_iter(), limits, config.shutdown_timeout);
        Ok(Self {
            directory,
            machine,
            specs,
        })
    }
}

/// The place of the node's limits among all; nodes without a policy share the engine's.
fn limits_of(
    node: &str,
    spec: Option<&mut NodeSpec>,
    config: &EngineConfig,
    limits: &mut Vec<Limits>,
) -> Result<usize, StartError> {
    let Some(policy) = spec.and_then(|spec| spec.policy.take()) else {
        return Ok(0);
    };
    let own = policy.over(&config.policy);
    own.check().map_err(|error| StartError::Policy {
        node: node.to_owned(),
        error,
    })?;
    let own = own.limits();
    let known = limits.iter().position(|known| *known == own);
    Ok(known.unwrap_or_else(|| {
        limits.push(own);
        limits.len() - 1
    }))
}
