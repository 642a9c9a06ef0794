//! What to say of an input that nothing feeds, or that several nodes could.

use super::{Link, Wiring, mark, names, near, resolve::is_fault, text::Text};
use crate::graph::meta::{GraphMeta, InputKind, InputMeta};

/// Adds a paragraph for each input of `node` that is wrong and has no wire of its own.
pub(super) const fn describe(graph: &GraphMeta, node: usize, text: &mut Text) {
    let meta = &graph.wiring.nodes[node];
    let mut slot = 0;
    while slot < meta.manifold.inputs {
        let input = &meta.manifold.input(slot);
        match graph.wiring.link(node, slot) {
            Link::Missing => missing(graph, node, input, text),
            Link::Ambiguous => ambiguous(&graph.wiring, node, input, text),
            Link::Itself => itself(&graph.wiring, node, input, text),
            Link::From(from) => {
                if is_fault(graph.wiring.nodes, node, slot, Link::From(from)) {
                    left_out(&graph.wiring, node, input, from, text);
                }
            }
            Link::Watched(_) | Link::Open | Link::Broken => {}
        }
        slot += 1;
    }
}

const fn missing(graph: &GraphMeta, node: usize, input: &InputMeta, text: &mut Text) {
    let meta = &graph.wiring.nodes[node];
    text.begin();
    text.add_all(&["node `", meta.name, "` needs `"]);
    text.add_short(input.key);
    text.add_all(&["`, and no node of graph `", graph.name, "` provides it"]);
    text.add_where(&meta.manifold, input);
    names::add_origin(meta, text);
    needed_by(&graph.wiring, node, text);
    if let Some(krate) = near::misses(&graph.wiring, input.key, text) {
        near::one_version(krate, text);
        return;
    }
    text.add("\nhelp: add a node whose manifold has `");
    text.add_short(input.key);
    text.add("` in its `outputs`");
    if matches!(input.kind, InputKind::Required) {
        text.add("; or take `Option<");
        text.add_short(input.key);
        text.add_all(&[">`, if `", meta.name, "` can do without"]);
    }
}

/// Through whom `node` is needed, up to a node that nobody needs.
const fn needed_by(wiring: &Wiring<'_>, node: usize, text: &mut Text) {
    const LONGEST: usize = 8;
    let mut needed = node;
    let mut hops = 0;
    while hops < LONGEST {
        let Some(by) = dependent(wiring, needed) else {
            break;
        };
        text.add(if hops == 0 {
            "\nneeded by: "
        } else {
            ", and that by "
        });
        text.add_all(&["`", wiring.nodes[by].name, "`"]);
        if by == node {
            return;
        }
        needed = by;
        hops += 1;
    }
}

/// The first node that an input or a condition leads from to `node`.
const fn dependent(wiring: &Wiring<'_>, node: usize) -> Option<usize> {
    let mut by = 0;
    while by < wiring.nodes.len() {
        let mut slot = 0;
        while slot < wiring.slots(by) {
            if wiring.link(by, slot).is_from(node) {
                return Some(by);
            }
            slot += 1;
        }
        by += 1;
    }
    None
}

const fn ambiguous(wiring: &Wiring<'_>, node: usize, input: &InputMeta, text: &mut Text) {
    let meta = &wiring.nodes[node];
    text.begin();
    text.add_all(&["node `", meta.name, "` needs `"]);
    text.add_short(input.key);
    text.add("`, and several nodes provide it");
    text.add_where(&meta.manifold, input);
    names::add_origin(meta, text);
    let mut first = None;
    let mut at = wiring.index.first_provider(input.key);
    while let Some(entry) = at {
        at = wiring.index.next_provider(entry);
        let from = wiring.index.provider(entry);
        if from == node || wiring.marks[from] & mark::DUPLICATE != 0 {
            continue;
        }
        let provider = &wiring.nodes[from];
        if first.is_none() {
            first = Some(provider.name);
        }
        text.add_all(&["\n    `", provider.name, "`, "]);
        text.add_place(provider.at);
        text.add_all(&[" (`", provider.manifold.path(), "`)"]);
    }
    let Some(first) = first else { return };
    if meta.origin.is_none() {
        text.add_all(&[
            "\nhelp: choose one: `",
            meta.name,
            ": .. { ",
            input.name,
            ": ",
            first,
        ]);
        text.add_all(&[" }`; or name one of them `", input.name, "`"]);
    } else {
        text.add_all(&[
            "\nhelp: name one of them `",
            input.name,
            "`: then it is the one",
        ]);
    }
}

const fn itself(wiring: &Wiring<'_>, node: usize, input: &InputMeta, text: &mut Text) {
    let meta = &wiring.nodes[node];
    text.begin();
    text.add_all(&[
        "node `",
        meta.name,
        "` needs itself: no other node provides `",
    ]);
    text.add_short(input.key);
    text.add("`");
    text.add_where(&meta.manifold, input);
    names::add_origin(meta, text);
    text.add("\nhelp: add another node that provides it, or remove the input");
}

const fn left_out(
    wiring: &Wiring<'_>,
    node: usize,
    input: &InputMeta,
    from: usize,
    text: &mut Text,
) {
    let (meta, provider) = (&wiring.nodes[node], &wiring.nodes[from]);
    text.begin();
    text.add_all(&["node `", meta.name, "` needs node `", provider.name]);
    text.add("`, which can be left out");
    text.add_where(&meta.manifold, input);
    names::add_left_out(provider, text);
    text.add("\nhelp: take `Option<");
    text.add_short(input.key);
    text.add_all(&[">`, or let `", meta.name, "` be left out, too: `"]);
    text.add_all(&[meta.name, "?: ..`"]);
}
