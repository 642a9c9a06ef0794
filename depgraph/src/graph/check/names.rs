//! What to say of a name that two nodes have, and of names in general.

use super::{
    settled::are_namesakes,
    text::{Text, same},
};
use crate::graph::meta::{GraphMeta, NodeMeta};

/// Adds a paragraph if another node has the name of `node`, and it is here that this is to be said: at the one that is
/// written in this graph, at the later of two that are spliced. Of two that are written the macro says it, of two that come
/// from one graph that one.
pub(super) const fn describe(graph: &GraphMeta, node: usize, text: &mut Text) {
    let nodes = graph.wiring.nodes;
    let is_written = nodes[node].origin.is_none();
    let mut first = None;
    let mut other = 0;
    while other < nodes.len() {
        if let Some(origin) = nodes[other].origin
            && (is_written || other < node)
            && same(nodes[node].name, nodes[other].name)
        {
            if are_namesakes(&nodes[node], &nodes[other]) {
                return;
            }
            if first.is_none() {
                first = Some((origin.graph.name, nodes[other].at));
            }
        }
        other += 1;
    }
    let Some((spliced, at)) = first else { return };
    text.begin();
    text.add_all(&["two nodes are named `", nodes[node].name, "`"]);
    text.add_all(&[
        "\nwhere: the other is in the spliced graph `",
        spliced,
        "`, ",
    ]);
    text.add_place(at);
    let own = nodes[node].at;
    if !is_written && same(own.file, at.file) && own.line == at.line {
        text.add("\nhelp: it is the same node: splice the graph that it is written in once");
        return;
    }
    text.add("\nhelp: rename one of them");
    if is_written {
        text.add_all(&["; or, to have this one in place of that one, replace it: `"]);
        text.add_all(&[
            graph.name,
            " = ",
            spliced,
            " { ",
            nodes[node].name,
            ": .. }`",
        ]);
    }
}

/// The names of the nodes of a graph, as far as they fit.
pub(super) const fn all(graph: &GraphMeta, text: &mut Text) {
    const MOST: usize = 12;
    let nodes = graph.wiring.nodes;
    let shown = if nodes.len() > MOST {
        MOST
    } else {
        nodes.len()
    };
    let mut node = 0;
    while node < shown {
        text.add_separator(node, nodes.len());
        text.add_all(&["`", nodes[node].name, "`"]);
        node += 1;
    }
    if shown < nodes.len() {
        text.add(" and ");
        text.add_number(nodes.len() - shown);
        text.add(" more");
    }
}

/// The line that says where a node is that is not written where the error is shown.
pub(super) const fn add_origin(node: &NodeMeta, text: &mut Text) {
    if let Some(origin) = node.origin {
        text.add_all(&["\n       `", node.name, "` is a node of graph `"]);
        text.add_all(&[origin.graph.name, "`, "]);
        text.add_place(node.at);
    }
}

/// The line that says where a node is that can be left out.
pub(super) const fn add_left_out(node: &NodeMeta, text: &mut Text) {
    text.add_all(&["\n       `", node.name, "?` is at "]);
    text.add_place(node.at);
}
