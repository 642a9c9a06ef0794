//! What to say of a condition.

use super::{Link, names, resolve::is_left_out, similar::unknown_node, text::Text};
use crate::graph::meta::GraphMeta;

/// Whether anything is: a text that is not needed costs the compiler more than all that is checked.
pub(super) const fn is_wrong(graph: &GraphMeta, node: usize, condition: usize) -> bool {
    let wiring = &graph.wiring;
    let meta = &wiring.nodes[node];
    match wiring.link(node, meta.manifold.inputs + condition) {
        Link::From(on) => is_left_out(meta, &wiring.nodes[on]),
        Link::Watched(_)
        | Link::Open
        | Link::Missing
        | Link::Ambiguous
        | Link::Itself
        | Link::Broken => true,
    }
}

/// What is wrong with `condition` of `node`.
pub(super) const fn describe(graph: &GraphMeta, node: usize, condition: usize, text: &mut Text) {
    let wiring = &graph.wiring;
    let meta = &wiring.nodes[node];
    let name = meta.when[condition];
    let Some(on) = wiring.find(name) else {
        if unknown_node(graph, name, text) {
            text.add_all(&["\nhelp: the nodes of `", graph.name, "` are "]);
            names::all(graph, text);
        }
        return;
    };
    if on == node {
        text.add_all(&["node `", name, "` cannot wait for itself"]);
        text.add("\nhelp: remove this condition");
    } else if is_left_out(meta, &wiring.nodes[on]) {
        text.add_all(&["node `", meta.name, "` waits for node `", name]);
        text.add("`, which can be left out\nwhere: `");
        text.add_all(&[name, "?` is at "]);
        text.add_place(wiring.nodes[on].at);
        text.add_all(&[
            "\nhelp: let `",
            meta.name,
            "` be left out, too, `",
            meta.name,
        ]);
        text.add("?: ..`, or remove this condition");
    }
}
