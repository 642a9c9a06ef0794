//! What to say of a condition.

use super::{names, resolve::is_left_out, similar::unknown_node, text::Text};
use crate::graph::meta::GraphMeta;

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
