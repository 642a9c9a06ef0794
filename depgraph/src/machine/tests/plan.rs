//! A graph in plain words, from which a machine can be made.

use std::time::Duration;

use crate::machine::{Limits, Machine, Need, NodeId, NodeInit, Topology};

/// A whole graph and its policies.
#[derive(Clone, Debug)]
pub(super) struct Plan {
    pub(super) nodes: Vec<NodePlan>,
    pub(super) shutdown_timeout: Duration,
}

/// A node of it.
#[derive(Clone, Debug)]
pub(super) struct NodePlan {
    pub(super) name: String,
    pub(super) outputs: Vec<String>,
    pub(super) needs: Vec<Need>,
    pub(super) limits: Limits,
    pub(super) left_out: bool,
}

impl Plan {
    pub(super) fn machine(&self) -> Machine {
        let shape = self
            .nodes
            .iter()
            .map(|node| (node.outputs.len(), node.needs.clone()));
        let init = self
            .nodes
            .iter()
            .enumerate()
            .map(|(limits, node)| NodeInit {
                limits,
                left_out: node.left_out,
            });
        let limits = self.nodes.iter().map(|node| node.limits.clone()).collect();
        Machine::new(Topology::new(shape), init, limits, self.shutdown_timeout)
    }

    pub(super) fn node(&self, node: NodeId) -> &NodePlan {
        &self.nodes[node.index()]
    }

    /// Who needs something of `node`, and which need that is.
    pub(super) fn needed_by(&self, node: NodeId) -> Vec<(NodeId, usize)> {
        let others = self.ids();
        let needs = others.flat_map(|other| {
            let needs = self.node(other).needs.iter().enumerate();
            needs.map(move |(index, need)| (other, index, need.provider))
        });
        needs
            .filter(|&(_, _, provider)| provider == node)
            .map(|(other, index, _)| (other, index))
            .collect()
    }

    pub(super) fn ids(&self) -> impl Iterator<Item = NodeId> + use<> {
        (0..self.nodes.len()).map(NodeId::new)
    }
}

/// What a node without a policy of its own has.
pub(super) fn limits() -> Limits {
    Limits {
        error_delay: Duration::from_secs(1),
        backoff_factor: 2.0,
        max_delay: Duration::from_secs(60),
        jitter: 0.0,
        healthy_after: Duration::from_secs(60),
        bounce_delay: Duration::from_millis(10),
        optional_wait: Duration::from_secs(5),
        start_timeout: None,
        stop_timeout: Duration::from_secs(10),
        intensity: None,
    }
}
