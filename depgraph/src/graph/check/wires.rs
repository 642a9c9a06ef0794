//! What to say of an explicit wire.

use super::{
    Wiring, configuration,
    index::port,
    names, near,
    resolve::{is_left_out, is_miswired},
    similar::{Similar, unknown_node},
    text::{Text, same},
};
use crate::graph::meta::{GraphMeta, InputMeta, ManifoldMeta, NodeMeta};

/// Whether anything is wrong with the name of the input: a text that is not needed costs the compiler more than all that
/// is checked.
pub(super) const fn is_input_wrong(node: &NodeMeta, wire: usize) -> bool {
    node.manifold.slot_of(node.wires[wire].0).is_none()
}

/// Whether anything is wrong with the node that `wire` of `node` leads from.
pub(super) const fn is_node_wrong(graph: &GraphMeta, node: usize, wire: usize) -> bool {
    let wiring = &graph.wiring;
    let meta = &wiring.nodes[node];
    let Some(slot) = meta.manifold.slot_of(meta.wires[wire].0) else {
        return true;
    };
    is_miswired(wiring.nodes, meta, wiring.link(node, slot))
}

/// What is wrong with the name of the input that `wire` of `node` feeds.
pub(super) const fn describe_input(graph: &GraphMeta, index: usize, wire: usize, text: &mut Text) {
    let wiring = &graph.wiring;
    let node = &wiring.nodes[index];
    let (name, from) = node.wires[wire];
    let manifold = &node.manifold;
    if input(manifold, name).is_some() || !manifold.is_known() {
        return;
    }
    if is_configuration(node, wire) {
        configuration::wired(graph, index, from, text);
        return;
    }
    if is_reversed(wiring, node, wire) {
        text.add_all(&["this wire leads from input `", from, "` of node `"]);
        text.add_all(&[node.name, "` to node `", name, "`"]);
        text.add_manifold(manifold);
        text.add_all(&["\nhelp: the input comes first: `", from, ": ", name, "`"]);
        return;
    }
    text.add_all(&["node `", node.name, "` has no input `", name, "`"]);
    let mut similar = Similar::to(name);
    let mut slot = 0;
    while slot < manifold.inputs {
        similar.consider(manifold.input(slot).name);
        slot += 1;
    }
    similar.ask(text);
    text.add_manifold(manifold);
    if manifold.inputs == 0 {
        text.add(", which has no inputs\nhelp: remove this wire");
        return;
    }
    text.add("\nhelp: ");
    if is_right_when_reversed(wiring, node, wire) {
        text.add_all(&["the other way round: `{ ", from, ": ", name, " }`; "]);
    }
    text.add(match manifold.inputs {
        1 => "its input is ",
        _ => "its inputs are ",
    });
    let mut slot = 0;
    while slot < manifold.inputs {
        text.add_separator(slot, manifold.inputs);
        text.add_input(&manifold.input(slot));
        slot += 1;
    }
}

/// What is wrong with the node that `wire` of `node` leads from.
pub(super) const fn describe_node(graph: &GraphMeta, node: usize, wire: usize, text: &mut Text) {
    let wiring = &graph.wiring;
    let meta = &wiring.nodes[node];
    if is_configuration(meta, wire) || is_reversed(wiring, meta, wire) {
        // Reported at the input's name.
        return;
    }
    let (input, name) = meta.wires[wire];
    let is_one_name = same(input, name);
    let input = self::input(&meta.manifold, input);
    if is_one_name && input.is_none() && meta.manifold.is_known() {
        // Reported at the input's name, which is this one.
        return;
    }
    let Some(from) = wiring.find(name) else {
        if unknown_node(graph, name, text) {
            wires_from(graph, node, input.as_ref(), text);
        }
        return;
    };
    // Reported at the input's name.
    let Some(input) = &input else { return };
    if is_provided_by_namesake(wiring, from, input) {
        // That there are two is reported.
        return;
    }
    let provider = &wiring.nodes[from];
    if from == node {
        text.add_all(&["node `", name, "` cannot feed its own input `", input.name]);
        text.add("`");
        text.add_where(&meta.manifold, input);
        providers(wiring, node, input, text);
    } else if !provider.manifold.is_known() {
        // Reported at the path of its manifold.
    } else if port(&provider.manifold, input.key).is_none() {
        text.add_all(&["node `", name, "` does not provide `"]);
        text.add_short(input.key);
        text.add_all(&["`, which input `", input.name, "` of node `", meta.name]);
        text.add("` takes");
        text.add_where(&meta.manifold, input);
        provided(provider, text);
        if let Some(krate) = near::another_version(provider, input.key, text) {
            near::one_version(krate, text);
            return;
        }
        providers_beside(wiring, node, input, provider, text);
    } else if input.kind.is_needed() && is_left_out(meta, provider) {
        text.add_all(&["node `", meta.name, "` needs node `", name]);
        text.add("`, which can be left out");
        text.add_where(&meta.manifold, input);
        names::add_left_out(provider, text);
        text.add("\nhelp: wire another node, or let `");
        text.add_all(&[meta.name, "` be left out, too: `", meta.name, "?: ..`"]);
    }
}

/// Whether it is the configuration of `node` that `wire` leads to.
pub(super) const fn is_configuration(node: &NodeMeta, wire: usize) -> bool {
    let parameter = configuration::name_of(node.manifold.config());
    node.manifold.is_configured && same(parameter, node.wires[wire].0)
}

/// Whether `wire` is written the wrong way round: the node, then the input.
const fn is_reversed(wiring: &Wiring<'_>, node: &NodeMeta, wire: usize) -> bool {
    let (to, from) = node.wires[wire];
    let manifold = &node.manifold;
    input(manifold, to).is_none()
        && input(manifold, from).is_some()
        && wiring.find(to).is_some()
        && wiring.find(from).is_none()
}

/// Whether `wire`, which begins at no input, is right if it is read the wrong way round.
const fn is_right_when_reversed(wiring: &Wiring<'_>, node: &NodeMeta, wire: usize) -> bool {
    let (to, from) = node.wires[wire];
    if let Some(input) = input(&node.manifold, from)
        && let Some(provider) = wiring.find(to)
    {
        port(&wiring.nodes[provider].manifold, input.key).is_some() && !same(to, node.name)
    } else {
        false
    }
}

/// The help that says what could stand in a wire of `node`.
const fn wires_from(graph: &GraphMeta, node: usize, input: Option<&InputMeta>, text: &mut Text) {
    if let Some(input) = input {
        providers(&graph.wiring, node, input, text);
    } else {
        text.add_all(&["\nhelp: the nodes of `", graph.name, "` are "]);
        names::all(graph, text);
    }
}

/// The input of this name.
const fn input(manifold: &ManifoldMeta, name: &str) -> Option<InputMeta> {
    match manifold.slot_of(name) {
        Some(slot) => Some(manifold.input(slot)),
        None => None,
    }
}

/// The line that says what a node provides.
const fn provided(node: &NodeMeta, text: &mut Text) {
    let outputs = node.manifold.provided();
    text.add_all(&[
        "\n       `",
        node.name,
        "` is a `",
        node.manifold.path(),
        "`, ",
    ]);
    text.add_place(node.manifold.at());
    text.add(", and provides ");
    if outputs.is_empty() {
        text.add("nothing");
    }
    let mut port = 0;
    while port < outputs.len() {
        text.add_separator(port, outputs.len());
        text.add("`");
        text.add_type(outputs[port]);
        text.add("`");
        port += 1;
    }
}

/// Whether another node of the name of node `from` provides what `input` takes.
const fn is_provided_by_namesake(wiring: &Wiring<'_>, from: usize, input: &InputMeta) -> bool {
    let mut at = wiring.index.first_provider(input.key);
    while let Some(entry) = at {
        at = wiring.index.next_provider(entry);
        let other = wiring.index.provider(entry);
        if other != from && same(wiring.nodes[other].name, wiring.nodes[from].name) {
            return true;
        }
    }
    false
}

/// Whether an earlier node of the name of `node` provides what `input` takes, too.
const fn is_repeated(wiring: &Wiring<'_>, node: usize, input: &InputMeta) -> bool {
    match wiring.find(wiring.nodes[node].name) {
        Some(first) => first != node && port(&wiring.nodes[first].manifold, input.key).is_some(),
        None => false,
    }
}

/// The help that says which nodes could feed an input of `node`.
const fn providers(wiring: &Wiring<'_>, node: usize, input: &InputMeta, text: &mut Text) {
    if !known_providers(wiring, node, input, text) {
        text.add("\nhelp: no node of this graph provides `");
        text.add_short(input.key);
        text.add("`: add one that does");
    }
}

/// The help that says what to do where `provider`, which an input of `node` is wired to, does not provide its type. Of one that
/// provides nothing at all, it is likely that this was forgotten.
const fn providers_beside(
    wiring: &Wiring<'_>,
    node: usize,
    input: &InputMeta,
    provider: &NodeMeta,
    text: &mut Text,
) {
    let is_forgotten = provider.manifold.outputs() == 0;
    let is_known = known_providers(wiring, node, input, text);
    match (is_known, is_forgotten) {
        (true, false) => return,
        (true, true) => text.add("; or add `"),
        (false, true) => text.add("\nhelp: add `"),
        (false, false) => {
            providers(wiring, node, input, text);
            text.add("; or add `");
        }
    }
    text.add_short(input.key);
    text.add_all(&["` to the `outputs` of `", provider.manifold.path(), "`, "]);
    text.add_place(provider.manifold.at());
    if !is_known && is_forgotten {
        text.add("; or add a node that provides it");
    }
}

/// The help that says which nodes could feed an input of `node`, if there are any.
const fn known_providers(
    wiring: &Wiring<'_>,
    node: usize,
    input: &InputMeta,
    text: &mut Text,
) -> bool {
    let mut known = 0;
    let mut at = wiring.index.first_provider(input.key);
    while let Some(entry) = at {
        at = wiring.index.next_provider(entry);
        let from = wiring.index.provider(entry);
        if from == node || is_repeated(wiring, from, input) {
            continue;
        }
        text.add(if known == 0 {
            "\nhelp: wire `"
        } else {
            " or `"
        });
        text.add_all(&[wiring.nodes[from].name, "`"]);
        known += 1;
    }
    match known {
        0 => return false,
        1 => text.add(", which provides it"),
        _ => text.add(", which provide it"),
    }
    true
}
