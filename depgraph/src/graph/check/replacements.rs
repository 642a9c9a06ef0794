//! What to say of a node that is to take another one's place.

use super::{Wiring, index::port, names, near, similar::unknown_node, text::Text};
use crate::graph::meta::{GraphMeta, NodeMeta};

/// What is wrong with replacing the node `name` of `base` in `graph`.
pub(super) const fn describe(graph: &GraphMeta, base: &GraphMeta, name: &str, text: &mut Text) {
    let Some(index) = base.wiring.find(name) else {
        if unknown_node(base, name, text) {
            text.add_all(&["\nhelp: the nodes of `", base.name, "` are "]);
            names::all(base, text);
            text.add_all(&["; a graph that adds one splices `", base.name, "`"]);
        }
        return;
    };
    let (old, new) = (&base.wiring.nodes[index], &graph.wiring.nodes[index]);
    if !new.manifold.is_known() {
        return;
    }
    let mut output = 0;
    while output < old.manifold.outputs() {
        if port(&new.manifold, old.manifold.provided()[output]).is_none() {
            lacks(base, index, new, output, text);
        }
        output += 1;
    }
    if new.optional && !old.optional {
        needed(base, graph, index, text);
    }
}

const fn lacks(base: &GraphMeta, index: usize, new: &NodeMeta, output: usize, text: &mut Text) {
    let old = &base.wiring.nodes[index];
    let key = old.manifold.provided()[output];
    text.begin();
    text.add_all(&[
        "`",
        new.manifold.path(),
        "` cannot replace node `",
        new.name,
    ]);
    text.add_all(&["` of graph `", base.name, "`: it does not provide `"]);
    text.add_short(key);
    text.add_all(&[
        "`\nwhere: `",
        new.name,
        "` is a `",
        old.manifold.path(),
        "`, ",
    ]);
    text.add_place(old.manifold.at());
    text.add(", and provides `");
    text.add_type(key);
    text.add("`");
    users(&base.wiring, index, output, text);
    if let Some(krate) = near::another_version(new, key, text) {
        near::one_version(krate, text);
        return;
    }
    text.add("\nhelp: a replacement provides every output of what it replaces: add `");
    text.add_short(key);
    text.add_all(&["` to the `outputs` of `", new.manifold.path(), "`, "]);
    text.add_place(new.manifold.at());
}

/// Which nodes take an output.
const fn users(wiring: &Wiring<'_>, index: usize, output: usize, text: &mut Text) {
    let key = wiring.nodes[index].manifold.provided()[output];
    let mut users = 0;
    let mut node = 0;
    while node < wiring.nodes.len() {
        let manifold = &wiring.nodes[node].manifold;
        let mut slot = 0;
        while slot < manifold.inputs {
            if manifold.types[slot].is(key) && wiring.link(node, slot).is_from(index) {
                text.add(if users == 0 { "\nneeded by: `" } else { ", `" });
                text.add_all(&[wiring.nodes[node].name, "`"]);
                users += 1;
            }
            slot += 1;
        }
        node += 1;
    }
}

/// Whether a node of the base that cannot be left out needs node `index`.
const fn needed(base: &GraphMeta, graph: &GraphMeta, index: usize, text: &mut Text) {
    let wiring = &graph.wiring;
    let mut node = 0;
    while node < wiring.nodes.len() {
        let meta = &wiring.nodes[node];
        let mut slot = 0;
        while meta.origin.is_some() && !meta.optional && slot < wiring.slots(node) {
            let is_needed = match wiring.input(node, slot) {
                Some(input) => input.kind.is_needed(),
                None => true,
            };
            if is_needed && wiring.link(node, slot).is_from(index) {
                text.begin();
                text.add_all(&[
                    "node `",
                    wiring.nodes[index].name,
                    "` can be left out here, and node `",
                ]);
                text.add_all(&[meta.name, "` of graph `", base.name, "` needs it"]);
                text.add_all(&["\nwhere: `", meta.name, "` is at "]);
                text.add_place(meta.at);
                text.add("\nhelp: remove the `?`");
                return;
            }
            slot += 1;
        }
        node += 1;
    }
}
