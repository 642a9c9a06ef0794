//! What a graph looks like: drawn, or that of a real controller.

use std::collections::BTreeMap;

use depgraph::InputKind;

use super::random::Random;

/// A graph, by the places of its nodes.
#[derive(Clone, Debug)]
pub(super) struct Shape {
    pub(super) nodes: Vec<NodeShape>,
}

#[derive(Clone, Debug)]
pub(super) struct NodeShape {
    pub(super) name: &'static str,
    pub(super) inputs: Vec<InputShape>,
    /// The nodes that must be available.
    pub(super) conditions: Vec<usize>,
    /// Of each output, whether the worker publishes it while it runs.
    pub(super) outputs: Vec<Outlet>,
    pub(super) is_left_out: bool,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct InputShape {
    pub(super) kind: InputKind,
    /// Whose output it is, and which; `None` for an optional one that nobody provides.
    pub(super) from: Option<(usize, usize)>,
}

/// How an output gets its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outlet {
    /// From the worker, when it starts.
    Exposed,
    /// From the worker, while it runs.
    Published,
}

/// The most outputs that a drawn node has: each is of another type.
const PORTS: usize = 2;

impl Shape {
    /// Two to thirty nodes, wired at random.
    pub(super) fn draw(random: &mut Random) -> Self {
        let most = if random.one_in(4) { 29 } else { 9 };
        let size = 2 + random.below(most);
        let outputs: Vec<Vec<Outlet>> = (0..size).map(|_| draw_outputs(random)).collect();
        // The order of the names is not that of the wires.
        let mut order: Vec<usize> = (0..size).collect();
        for place in (1..size).rev() {
            order.swap(place, random.below(place + 1));
        }
        let mut nodes: Vec<_> = (0..size)
            .map(|node| NodeShape {
                name: NAMES[node],
                inputs: Vec::new(),
                conditions: Vec::new(),
                outputs: outputs[node].clone(),
                is_left_out: random.one_in(40),
            })
            .collect();
        for (place, &node) in order.iter().enumerate() {
            nodes[node].inputs = draw_inputs(random, &outputs, &order[..place], node);
            if place > 0 && random.one_in(4) {
                nodes[node].conditions = vec![*random.pick(&order[..place])];
            }
        }
        Self { nodes }
    }

    /// Juju's controller: see `tests/data/controller-graph.txt`. What its nodes need of flags, gates and fortresses is
    /// that they are there, not a value.
    pub(super) fn controller() -> Self {
        let lines: Vec<_> = CONTROLLER
            .lines()
            .filter_map(|line| line.split_once(':'))
            .collect();
        let places: BTreeMap<_, _> = lines.iter().map(|&(name, _)| name).zip(0..).collect();
        let nodes = lines.iter().map(|&(name, needs)| {
            let needs = needs.split_whitespace();
            let (conditions, inputs): (Vec<_>, Vec<_>) = needs.partition(|need| is_condition(need));
            NodeShape {
                name: name.replace('-', "_").leak(),
                inputs: inputs
                    .iter()
                    .map(|need| InputShape {
                        kind: InputKind::Required,
                        from: Some((places[need], 0)),
                    })
                    .collect(),
                conditions: conditions.iter().map(|need| places[need]).collect(),
                outputs: vec![Outlet::Exposed],
                is_left_out: false,
            }
        });
        Self {
            nodes: nodes.collect(),
        }
    }

    /// The controller, with flags that come and go.
    pub(super) fn flapping_controller() -> Self {
        let mut shape = Self::controller();
        for node in &mut shape.nodes {
            if is_condition(node.name) {
                node.outputs = vec![Outlet::Published];
            }
        }
        shape
    }

    /// Whether some node has an input of this kind.
    pub(super) fn has(&self, kind: InputKind) -> bool {
        let inputs = self.nodes.iter().flat_map(|node| &node.inputs);
        inputs.into_iter().any(|input| input.kind == kind)
    }

    /// Which nodes can run, if only those can that `may`.
    pub(super) fn runnable(&self, may: impl Fn(usize) -> bool) -> Vec<bool> {
        let mut can: Vec<_> = (0..self.nodes.len()).map(may).collect();
        loop {
            let before = can.clone();
            for (node, shape) in self.nodes.iter().enumerate() {
                can[node] &= shape.needs().all(|(provider, _, kind)| {
                    matches!(kind, InputKind::Optional | InputKind::Watch) || before[provider]
                });
            }
            if can == before {
                return can;
            }
        }
    }
}

impl NodeShape {
    /// What it cannot run without: a node, and which of its outputs if not all.
    pub(super) fn needs(&self) -> impl Iterator<Item = (usize, Option<usize>, InputKind)> {
        let inputs = self.inputs.iter().filter_map(|input| {
            let (node, port) = input.from?;
            Some((node, Some(port), input.kind))
        });
        let conditions = self.conditions.iter();
        inputs.chain(conditions.map(|&node| (node, None, InputKind::Required)))
    }
}

const CONTROLLER: &str = include_str!("../../data/controller-graph.txt");

/// Whether the controller's nodes need nothing of this one but that it is there.
fn is_condition(name: &str) -> bool {
    ["flag", "gate", "fortress"]
        .iter()
        .any(|suffix| name.ends_with(suffix))
}

fn draw_outputs(random: &mut Random) -> Vec<Outlet> {
    let count = *random.pick(&[0, 1, 1, 1, PORTS]);
    (0..count)
        .map(|_| *random.pick(&[Outlet::Exposed, Outlet::Exposed, Outlet::Published]))
        .collect()
}

/// Inputs of `node` from those before it; watched ones from any other node.
fn draw_inputs(
    random: &mut Random,
    outputs: &[Vec<Outlet>],
    earlier: &[usize],
    node: usize,
) -> Vec<InputShape> {
    use InputKind::{Latest, Optional, Required, Watch};
    let mut inputs = Vec::new();
    for _ in 0..*random.pick(&[0, 1, 1, 2, 2, 3, 5]) {
        let kind = *random.pick(&[Required, Required, Required, Optional, Latest, Watch]);
        let from = if kind == Watch {
            random.below(outputs.len())
        } else if earlier.is_empty() {
            continue;
        } else {
            *random.pick(earlier)
        };
        if kind == Optional && random.one_in(10) {
            inputs.push(InputShape { kind, from: None });
        } else if from != node && !outputs[from].is_empty() {
            let port = random.below(outputs[from].len());
            inputs.push(InputShape {
                kind,
                from: Some((from, port)),
            });
        }
    }
    inputs
}

/// The names of drawn nodes.
const NAMES: [&str; 30] = [
    "ant", "bat", "cat", "dog", "eel", "fox", "gnu", "hen", "ibis", "jay", "kite", "lynx", "mole",
    "newt", "owl", "pug", "quail", "ram", "seal", "toad", "urial", "vole", "wasp", "xerus", "yak",
    "zebu", "ape", "bee", "cod", "doe",
];
