//! What to say of a cycle.

use super::{Hop, Wiring, cycle::earlier, mark, settled::come_together, text::Text};
use crate::graph::meta::{GraphMeta, InputKind, InputMeta};

/// Adds a paragraph for each cycle that is told from `start`.
pub(super) const fn describe(graph: &GraphMeta, start: usize, text: &mut Text) {
    let wiring = &graph.wiring;
    let mut node = 0;
    while node < wiring.nodes.len() {
        let mut slot = 0;
        while wiring.marks[node] & mark::CLOSES_CYCLE != 0 && slot < wiring.slots(node) {
            let link = wiring.first(node) + slot;
            if let Some(cycle) = Cycle::closed_by(wiring, Hop { node, link })
                && cycle.start() == start
                && !cycle.is_reported()
            {
                cycle.describe(graph.name, text);
            }
            slot += 1;
        }
        node += 1;
    }
}

/// A way that the search for cycles took, and the link that leads from its end back to its beginning.
struct Cycle<'a> {
    wiring: &'a Wiring<'a>,
    closing: Hop,
    len: usize,
}

impl<'a> Cycle<'a> {
    const fn closed_by(wiring: &'a Wiring<'a>, closing: Hop) -> Option<Self> {
        let to = wiring.links[closing.link];
        let mut node = closing.node;
        let mut len = 1;
        while node != to {
            match wiring.reached(node) {
                Some(hop) => node = hop.node,
                None => return None,
            }
            len += 1;
        }
        Some(Self {
            wiring,
            closing,
            len,
        })
    }

    /// The link that leads on from the node at `at`.
    const fn hop(&self, at: usize) -> Hop {
        let mut hop = self.closing;
        let mut back = self.len - 1 - at % self.len;
        while back > 0 {
            if let Some(before) = self.wiring.reached(hop.node) {
                hop = before;
            }
            back -= 1;
        }
        hop
    }

    /// The node that the cycle is told from.
    const fn start(&self) -> usize {
        let mut start = self.closing.node;
        let mut hop = self.closing;
        let mut rest = self.len - 1;
        while rest > 0 {
            if let Some(before) = self.wiring.reached(hop.node) {
                hop = before;
            }
            start = earlier(self.wiring.nodes, start, hop.node);
            rest -= 1;
        }
        start
    }

    /// Whether another graph reports it: all of its nodes come from there.
    const fn is_reported(&self) -> bool {
        let nodes = self.wiring.nodes;
        let mut at = 0;
        while at < self.len {
            let node = self.hop(at).node;
            if !come_together(&nodes[node], &nodes[self.closing.node]) {
                return false;
            }
            at += 1;
        }
        true
    }

    const fn describe(&self, graph: &str, text: &mut Text) {
        let start = self.start();
        let mut first = 0;
        while self.hop(first).node != start {
            first += 1;
        }
        text.begin();
        text.add_all(&["dependency cycle in graph `", graph, "`: "]);
        let mut at = 0;
        while at < self.len {
            text.add_all(&["`", self.name(first + at), "` -> "]);
            at += 1;
        }
        text.add_all(&["`", self.name(first), "`"]);
        let mut at = 0;
        while at < self.len {
            text.add(if at == 0 { "\nwhere: `" } else { "\n       `" });
            self.describe_hop(first + at, text);
            at += 1;
        }
        self.help(first, text);
    }

    const fn describe_hop(&self, at: usize, text: &mut Text) {
        let Hop { node, link } = self.hop(at);
        let slot = link - self.wiring.first(node);
        text.add(self.wiring.nodes[node].name);
        if let Some(input) = self.wiring.input(node, slot) {
            text.add_all(&["` needs `", self.name(at + 1), "` for its input "]);
            text.add_input(&input);
            text.add(", ");
            text.add_place(input.at);
        } else {
            text.add_all(&["` waits until `", self.name(at + 1), "` is available, "]);
            text.add_place(self.wiring.nodes[node].at);
        }
    }

    /// Offers the hop that can best do without a value: an optional input, one that is followed, the last one. And the first
    /// condition, which passes none.
    const fn help(&self, first: usize, text: &mut Text) {
        let mut best: Option<(usize, InputMeta)> = None;
        let mut condition = None;
        let mut at = first;
        while at < first + self.len {
            let Hop { node, link } = self.hop(at);
            let slot = link - self.wiring.first(node);
            if let Some(input) = self.wiring.input(node, slot) {
                match best {
                    Some((_, best)) if ease(best.kind) > ease(input.kind) => {}
                    Some(_) | None => best = Some((node, input)),
                }
            } else if condition.is_none() {
                condition = Some(at);
            }
            at += 1;
        }
        let Some((node, input)) = best else {
            text.add("\nhelp: remove one of these conditions");
            return;
        };
        text.add_all(&["\nhelp: let `", self.wiring.nodes[node].name, "` take `"]);
        text.add_all(&[input.name, ": Watch<"]);
        text.add_short(input.key);
        text.add(">`, which may close a cycle");
        if let Some(at) = condition {
            self.without_condition(at, text);
        }
        text.add("; or move what both sides need into a third node");
    }

    /// Offers to remove the condition that is the hop from the node at `at`.
    const fn without_condition(&self, at: usize, text: &mut Text) {
        let (name, on) = (self.name(at), self.name(at + 1));
        match self.wiring.nodes[self.hop(at).node].when.len() {
            1 => text.add_all(&["; or remove `when [", on, "]` from `", name, "`"]),
            _ => text.add_all(&[
                "; or remove `",
                on,
                "` from the `when [..]` of `",
                name,
                "`",
            ]),
        }
    }

    const fn name(&self, at: usize) -> &'a str {
        self.wiring.nodes[self.hop(at).node].name
    }
}

/// How easily an input of this kind becomes a `Watch`.
const fn ease(kind: InputKind) -> u8 {
    match kind {
        InputKind::Required => 0,
        InputKind::Latest => 1,
        InputKind::Optional | InputKind::Watch => 2,
    }
}
