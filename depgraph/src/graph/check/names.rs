//! What to say of a name that two nodes have.

use super::text::{Text, same};
use crate::graph::meta::GraphMeta;

/// Adds a paragraph if another node has the name of `node`, and it is here that this is to be said: at the one that is
/// written in this graph, at the later of two that are spliced. Of two that are written the macro says it.
pub(super) const fn describe(graph: &GraphMeta, node: usize, text: &mut Text) {
    let nodes = graph.wiring.nodes;
    let is_written = nodes[node].origin.is_none();
    let mut other = 0;
    while other < nodes.len() {
        if let Some(origin) = nodes[other].origin
            && (is_written || other < node)
            && same(nodes[node].name, nodes[other].name)
        {
            text.begin();
            text.add_all(&["two nodes are named `", nodes[node].name, "`"]);
            text.add_all(&[
                "\nwhere: the other is in the spliced graph `",
                origin.graph.name,
            ]);
            text.add("`, ");
            text.add_place(nodes[other].at);
            text.add("\nhelp: rename one of them");
            return;
        }
        other += 1;
    }
}
