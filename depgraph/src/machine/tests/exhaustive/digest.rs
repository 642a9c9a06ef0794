//! A number for all that matters of a machine's state: times count from now, and what only grows is left out.

use std::{
    hash::{DefaultHasher, Hash as _, Hasher as _},
    time::Duration,
};

use crate::machine::{
    Down, Machine, State, Time,
    node::{Edge, Held, Node},
};

/// Two machines of one graph with the same digest do the same from now on.
pub(super) fn digest(machine: &Machine) -> u64 {
    let mut hasher = DefaultHasher::new();
    for (index, node) in machine.nodes.iter().enumerate() {
        let id = crate::machine::NodeId::new(index);
        add_node(machine, node, &mut hasher);
        left(machine, machine.deadlines.of(id)).hash(&mut hasher);
    }
    for (need, edge) in machine.edges.iter().enumerate() {
        let Edge {
            met,
            held,
            since,
            leaving,
        } = *edge;
        (met, held as u8, leaving).hash(&mut hasher);
        if held == Held::No {
            continue;
        }
        if let Some(port) = machine.port_of(need) {
            let older = machine.ports[port]
                .values()
                .filter(|(made, ..)| *made <= since);
            older.count().hash(&mut hasher);
        } else {
            let provider = machine.node(machine.topology.need(need).provider);
            (provider.conditional.era - since).hash(&mut hasher);
        }
    }
    for (id, node) in machine.nodes.iter().enumerate() {
        for port in machine.topology.ports_of(crate::machine::NodeId::new(id)) {
            let port = &machine.ports[port];
            let values = port.values();
            let values = values.map(|(_, era, holders)| (node.conditional.era - era, holders));
            (port.set, port.cleared, values.collect::<Vec<_>>()).hash(&mut hasher);
        }
    }
    let shutdown = machine.shutdown.as_ref();
    shutdown
        .map(|shutdown| (shutdown.code, left(machine, shutdown.deadline)))
        .hash(&mut hasher);
    machine
        .worst
        .map(|(severity, node, _)| (severity, node))
        .hash(&mut hasher);
    hasher.finish()
}

fn add_node(machine: &Machine, node: &Node, hasher: &mut DefaultHasher) {
    let limits = &machine.limits[node.limits];
    match &node.state {
        State::Down(Down::Due(due)) => (due.why, left(machine, Some(due.at))).hash(hasher),
        State::Down(down) => down.hash(hasher),
        State::Up(up) => {
            let ran = up.started.map(|at| machine.now.since(at));
            let ran = ran.map(|ran| ran.min(limits.healthy_after));
            let told = up.told;
            let told = told.map(|told| (told.reason, left(machine, Some(told.again.at))));
            (up.phase, ran, told, up.changed).hash(hasher);
        }
    }
    let waited = node.awaiting.map(|since| machine.now.since(since));
    (node.missing, node.users, node.leaving, node.set).hash(hasher);
    (node.failures, node.bounces, node.prospect, waited).hash(hasher);
    node.conditional.runs().collect::<Vec<_>>().hash(hasher);
}

fn left(machine: &Machine, at: Option<Time>) -> Option<Duration> {
    at.map(|at| at.since(machine.now))
}
