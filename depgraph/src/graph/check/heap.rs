//! The validator at run time: the same check, over slices on the heap.

use super::{
    Link, Mark, Scratch, Wiring, check,
    cycle::Visit,
    index::{Entry, Index, is_complete},
    links_of, outputs_of,
};
use crate::graph::{check::Hop, meta::NodeMeta};

impl Wiring<'static> {
    /// Wires `nodes`, and marks what is wrong. Nodes and tables live as long as the process, as those of `graph!` do.
    pub(crate) fn leaked(nodes: Vec<NodeMeta>) -> Self {
        let nodes: &[NodeMeta] = Vec::leak(nodes);
        let is_complete = is_complete(nodes);
        let names = vec![Entry::NONE; nodes.len()].leak();
        let outputs = vec![Entry::NONE; outputs_of(nodes)].leak();
        let ends = vec![0; nodes.len()].leak();
        let links = vec![Link::Open; links_of(nodes)].leak();
        let marks = vec![Mark::NONE; nodes.len()].leak();
        let reached = vec![None; nodes.len()].leak();
        check(
            nodes,
            Scratch {
                names,
                outputs,
                ends,
                links,
                marks,
                reached,
                visits: &mut vec![Visit::New; nodes.len()],
                path: &mut vec![Hop { node: 0, link: 0 }; nodes.len()],
                is_complete,
            },
        );
        Self {
            nodes,
            index: Index {
                nodes,
                names,
                outputs,
                is_complete,
            },
            ends,
            links,
            marks,
            reached,
        }
    }

    /// The names of the nodes that something is wrong with.
    pub(crate) fn faulty(&self) -> Vec<&'static str> {
        (0..self.nodes.len())
            .filter(|&node| {
                let mark = self.marks[node];
                mark.is_duplicate
                    || mark.is_faulty
                    || mark.starts_cycle
                    || (0..self.slots(node)).any(|slot| self.link(node, slot) == Link::Broken)
            })
            .map(|node| self.nodes[node].name)
            .collect()
    }
}
