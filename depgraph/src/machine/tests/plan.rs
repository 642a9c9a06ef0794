//! A graph in plain words, from which a machine can be made.

use std::time::Duration;

use super::chance::Chance;
use crate::{
    Severity,
    machine::{Limits, Machine, Need, NeedKind, NodeId, NodeInit, Topology},
    policy::{Intensity, TooMany},
};

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

    /// A node with a need of each kind, two nodes that need it, and one with which it shares a condition.
    pub(super) fn focused(chance: &mut Chance) -> Self {
        let need = |kind, provider| Need {
            kind,
            provider: NodeId::new(provider),
            port: 0,
        };
        let needs = [
            vec![],
            vec![],
            vec![],
            vec![],
            vec![
                need(NeedKind::Required, 0),
                need(NeedKind::Optional, 1),
                need(NeedKind::Latest, 2),
                need(NeedKind::Condition, 3),
            ],
            vec![need(NeedKind::Required, 4), need(NeedKind::Latest, 0)],
            vec![need(NeedKind::Optional, 4), need(NeedKind::Condition, 1)],
            vec![need(NeedKind::Condition, 3)],
        ];
        let names = ["a", "b", "c", "d", "hub", "x", "y", "z"];
        let bounce_delay = Duration::from_millis(chance.pick(&[0, 10, 1_000, 20_000]));
        let nodes = names.into_iter().zip(needs).map(|(name, needs)| NodePlan {
            name: name.into(),
            outputs: vec!["o".into()],
            needs,
            limits: Limits {
                bounce_delay,
                ..random_limits(chance)
            },
            left_out: false,
        });
        Self {
            nodes: nodes.collect(),
            shutdown_timeout: Duration::from_secs(chance.pick(&[1, 25])),
        }
    }

    /// A random graph of at most `most` nodes.
    pub(super) fn random(chance: &mut Chance, most: usize) -> Self {
        let count = 1 + chance.below(most);
        // Nodes may need those before them in this order, which is not the order of the graph.
        let mut order: Vec<usize> = (0..count).collect();
        for place in (1..count).rev() {
            order.swap(place, chance.below(place + 1));
        }
        let mut nodes: Vec<NodePlan> = (0..count)
            .map(|index| NodePlan {
                name: format!("n{index}"),
                outputs: outputs(chance),
                needs: Vec::new(),
                limits: random_limits(chance),
                left_out: chance.one_in(12),
            })
            .collect();
        for place in 1..count {
            let mut wanted = chance.pick(&[0, 1, 1, 1, 2, 2, 3, 4]);
            while wanted > 0 {
                let provider = order[chance.below(place)];
                let need = random_need(chance, provider, nodes[provider].outputs.len());
                nodes[order[place]].needs.push(need);
                wanted -= 1;
            }
        }
        Self {
            nodes,
            shutdown_timeout: chance.pick(&[0, 1, 5, 25, 25, 25].map(Duration::from_secs)),
        }
    }
}

fn outputs(chance: &mut Chance) -> Vec<String> {
    let count = chance.pick(&[0, 1, 1, 1, 1, 2, 3]);
    (0..count).map(|port| format!("o{port}")).collect()
}

fn random_need(chance: &mut Chance, provider: usize, outputs: usize) -> Need {
    let kind = chance.pick(&[
        NeedKind::Required,
        NeedKind::Required,
        NeedKind::Optional,
        NeedKind::Optional,
        NeedKind::Latest,
        NeedKind::Latest,
        NeedKind::Condition,
    ]);
    let (kind, port) = if outputs == 0 || kind == NeedKind::Condition {
        (NeedKind::Condition, 0)
    } else {
        (kind, chance.below(outputs))
    };
    Need {
        kind,
        provider: NodeId::new(provider),
        port,
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

/// Whole factors and jitter in eighths: so that the oracle can reckon in integers and still agree to the nanosecond.
fn random_limits(chance: &mut Chance) -> Limits {
    if chance.one_in(2) {
        return limits();
    }
    let millis = |chance: &mut Chance, from: &[u64]| Duration::from_millis(chance.pick(from));
    let intensity = chance.one_in(3).then(|| Intensity {
        failures: chance.pick(&[1, 2, 3, 4]),
        window: millis(chance, &[0, 2_000, 20_000, 600_000]),
        then: if chance.one_in(20) {
            TooMany::Fatal(Severity(3))
        } else {
            TooMany::GiveUp
        },
    });
    Limits {
        error_delay: millis(chance, &[0, 1, 1_000, 1_000, 20_000]),
        backoff_factor: chance.pick(&[1.0, 2.0, 2.0, 3.0, 100.0]),
        max_delay: millis(chance, &[0, 2_000, 60_000, 60_000]),
        jitter: chance.pick(&[0.0, 0.25, 0.5, 1.0]),
        healthy_after: millis(chance, &[0, 5_000, 60_000, 60_000]),
        bounce_delay: millis(chance, &[0, 10, 1_000, 20_000]),
        optional_wait: millis(chance, &[0, 1_000, 5_000, 5_000, 60_000]),
        // Not 0: a start that has no time at all, and a delay of nothing after it, go on for ever.
        start_timeout: chance
            .one_in(2)
            .then(|| millis(chance, &[1, 5, 1_000, 5_000])),
        stop_timeout: millis(chance, &[0, 50, 1_000, 10_000, 10_000]),
        intensity,
    }
}
