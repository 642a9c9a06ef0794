//! What `graph!` lets pass and `validate!` of a path does not.

use super::{
    Link, Wiring,
    index::port,
    near,
    resolve::is_left_out,
    text::{Text, last_name, same},
};
use crate::{
    graph::meta::{GraphMeta, ManifoldMeta, NodeMeta},
    output::TypeKey,
};

/// Something that is there for nothing.
#[derive(Clone, Copy, Debug)]
pub struct Finding {
    node: usize,
    what: What,
}

#[derive(Clone, Copy, Debug)]
enum What {
    /// Output `0` of the node, which nobody takes.
    Output(usize),
    /// Input `0` of the node, which nobody provides.
    Input(usize),
}

/// The first findings about `graph`, which has that many nodes and outputs, in the order of its nodes. None, if something is
/// wrong with it: what seems to be there for nothing may be meant for that.
#[must_use]
pub const fn findings<const NODES: usize, const OUTPUTS: usize, const MOST: usize>(
    graph: &GraphMeta,
) -> [Option<Finding>; MOST] {
    let mut findings = [None; MOST];
    if !is_sound(graph) {
        return findings;
    }
    let taken: [bool; OUTPUTS] = taken::<NODES, OUTPUTS>(&graph.wiring);
    let mut found = 0;
    let mut output = 0;
    let mut node = 0;
    while node < graph.len() && found < MOST {
        let manifold = &graph.wiring.nodes[node].manifold;
        let mut port = 0;
        while port < manifold.outputs() {
            if !taken[output] && found < MOST {
                let what = What::Output(port);
                findings[found] = Some(Finding { node, what });
                found += 1;
            }
            output += 1;
            port += 1;
        }
        let mut slot = 0;
        while slot < manifold.inputs {
            if matches!(graph.wiring.link(node, slot), Link::Open) && found < MOST {
                let what = What::Input(slot);
                findings[found] = Some(Finding { node, what });
                found += 1;
            }
            slot += 1;
        }
        node += 1;
    }
    findings
}

/// Checks that there is no such finding.
///
/// # Panics
///
/// With what the finding says.
#[track_caller]
pub const fn finding(graph: &GraphMeta, finding: Option<Finding>) {
    let mut text = Text::new();
    if let Some(finding) = finding {
        describe(graph, finding, &mut text);
    }
    assert!(text.is_empty(), "{}", text.as_str());
}

/// Whether nothing is wrong with any node, and nothing is unknown.
const fn is_sound(graph: &GraphMeta) -> bool {
    let wiring = &graph.wiring;
    let mut node = 0;
    while node < wiring.nodes.len() {
        let NodeMeta {
            manifold, origin, ..
        } = &wiring.nodes[node];
        let is_read = match origin {
            Some(origin) => origin.graph.is_read,
            None => graph.is_read,
        };
        if wiring.marks[node] != 0 || !manifold.is_known() || !is_read {
            return false;
        }
        let mut slot = 0;
        while slot < wiring.slots(node) {
            let is_wrong = match wiring.link(node, slot) {
                Link::Missing | Link::Ambiguous | Link::Itself | Link::Broken => true,
                Link::From(from) => {
                    let is_needed = slot >= manifold.inputs || manifold.kind(slot).is_needed();
                    is_needed && is_left_out(&wiring.nodes[node], &wiring.nodes[from])
                }
                Link::Watched(_) | Link::Open => false,
            };
            if is_wrong {
                return false;
            }
            slot += 1;
        }
        node += 1;
    }
    true
}

/// Which outputs are taken, in the order of the nodes.
const fn taken<const NODES: usize, const OUTPUTS: usize>(wiring: &Wiring<'_>) -> [bool; OUTPUTS] {
    let mut first = [0; NODES];
    let mut node = 1;
    while node < NODES {
        first[node] = first[node - 1] + wiring.nodes[node - 1].manifold.outputs();
        node += 1;
    }
    let mut taken = [false; OUTPUTS];
    let mut node = 0;
    while node < wiring.nodes.len() {
        let manifold = &wiring.nodes[node].manifold;
        let mut slot = 0;
        while slot < manifold.inputs {
            if let Link::From(from) | Link::Watched(from) = wiring.link(node, slot)
                && let Some(port) = port(&wiring.nodes[from].manifold, manifold.types[slot])
            {
                taken[first[from] + port] = true;
            }
            slot += 1;
        }
        while slot < wiring.slots(node) {
            if let Link::From(from) = wiring.link(node, slot) {
                take_flags(&wiring.nodes[from].manifold, first[from], &mut taken);
            }
            slot += 1;
        }
        node += 1;
    }
    taken
}

/// What a node publishes is what a condition on it waits for.
const fn take_flags(manifold: &ManifoldMeta, first: usize, taken: &mut [bool]) {
    let mut port = 0;
    while port < manifold.outputs() {
        if manifold.is_published(port) {
            taken[first + port] = true;
        }
        port += 1;
    }
}

const fn describe(graph: &GraphMeta, finding: Finding, text: &mut Text) {
    let node = &graph.wiring.nodes[finding.node];
    match finding.what {
        What::Output(port) => {
            let output = node.manifold.provided()[port];
            text.add("nothing takes the `");
            text.add_short(output);
            text.add_all(&["` of node `", node.name, "`"]);
            text.add("\nwhere: `");
            text.add_type(output);
            text.add_all(&["` in the `outputs` of `", node.manifold.path(), "`, "]);
            text.add_place(node.manifold.at());
            written(node, text);
            text.add("\nhelp: let a node take it, or ");
            if let Some(twin) = twin(&graph.wiring, finding.node, port) {
                let function = last_name(node.manifold.path());
                text.add_all(&["give `", node.name, "` a function of its own that calls `"]);
                text.add_all(&[function, "` and has no such output: node `", twin.name]);
                text.add("` needs it");
            } else {
                text.add("remove it from the `outputs`; a condition needs no output");
            }
        }
        What::Input(slot) => {
            let input = &node.manifold.input(slot);
            text.add_all(&["nothing provides the `"]);
            text.add_short(input.key);
            text.add_all(&["` that node `", node.name, "` can do without"]);
            text.add_where(&node.manifold, input);
            written(node, text);
            match near::misses(&graph.wiring, input.key, text) {
                Some(krate) => near::one_version(krate, text),
                None => text.add("\nhelp: add a node that provides it, or remove the input"),
            }
        }
    }
}

/// Another node of the manifold of `node`, of which somebody takes the output at `port`.
const fn twin<'a>(wiring: &Wiring<'a>, node: usize, port: usize) -> Option<&'a NodeMeta> {
    let manifold = &wiring.nodes[node].manifold;
    let mut other = 0;
    while other < wiring.nodes.len() {
        let twin = &wiring.nodes[other];
        if same(twin.manifold.path(), manifold.path())
            && is_taken(wiring, other, manifold.provided()[port])
        {
            return Some(twin);
        }
        other += 1;
    }
    None
}

const fn is_taken(wiring: &Wiring<'_>, from: usize, output: &TypeKey) -> bool {
    let mut node = 0;
    while node < wiring.nodes.len() {
        let manifold = &wiring.nodes[node].manifold;
        let mut slot = 0;
        while slot < manifold.inputs {
            if let Link::From(provider) | Link::Watched(provider) = wiring.link(node, slot)
                && provider == from
                && manifold.types[slot].is(output)
            {
                return true;
            }
            slot += 1;
        }
        node += 1;
    }
    false
}

/// The line that says where the node is: not where this is reported.
const fn written(node: &NodeMeta, text: &mut Text) {
    text.add_all(&["\n       `", node.name, "` is at "]);
    text.add_place(node.at);
}
