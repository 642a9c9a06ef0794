//! The validator at run time: the same check, over slices on the heap.

use super::{
    Link, Wiring,
    cycle::NEW,
    index::{NONE, Names, Outputs},
    mark,
    tables::{Scratch, Size, check},
};
use crate::graph::meta::NodeMeta;

impl Wiring<'static> {
    /// Wires `nodes`, and marks what is wrong. Nodes and tables live as long as the process, as those of `graph!` do.
    pub(crate) fn leaked(nodes: Vec<NodeMeta>) -> Self {
        let nodes: &[NodeMeta] = Vec::leak(nodes);
        let size = Size::of(nodes);
        let of_nodes = || vec![NONE; nodes.len()].leak();
        let of_buckets = || vec![NONE; size.buckets()].leak();
        check(
            nodes,
            Scratch {
                names: Names {
                    first: of_nodes(),
                    next: of_nodes(),
                },
                outputs: Outputs {
                    keys: vec![0; size.buckets()].leak(),
                    first: of_buckets(),
                    nodes: of_buckets(),
                    next: of_buckets(),
                },
                ends: of_nodes(),
                links: vec![0; size.links].leak(),
                marks: vec![0; nodes.len()].leak(),
                reached_from: of_nodes(),
                reached_by: of_nodes(),
                visits: &mut vec![NEW; nodes.len()],
                path: &mut vec![NONE; nodes.len()],
                next: &mut vec![NONE; nodes.len()],
                is_named: true,
            },
        )
    }

    /// The names of the nodes that something is wrong with.
    pub(crate) fn faulty(&self) -> Vec<&'static str> {
        (0..self.nodes.len())
            .filter(|&node| {
                self.marks[node] & mark::REPORTED != 0
                    || (0..self.slots(node)).any(|slot| self.link(node, slot) == Link::Broken)
            })
            .map(|node| self.nodes[node].name)
            .collect()
    }
}
