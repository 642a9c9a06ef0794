//! The validator at run time: the same check, over slices on the heap.

use super::{
    Link, Wiring,
    cycle::NEW,
    index::{Index, NONE, Names, Outputs},
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
        let of_outputs = || vec![NONE; size.outputs].leak();
        let (buckets, names) = (of_nodes(), of_nodes());
        let (first, next, providers, only) =
            (of_outputs(), of_outputs(), of_outputs(), of_outputs());
        let keys = vec![0; size.outputs].leak();
        let ends = of_nodes();
        let links = vec![0; size.links].leak();
        let marks = vec![0; nodes.len()].leak();
        let (reached_from, reached_by) = (of_nodes(), of_nodes());
        check(
            nodes,
            Scratch {
                names: Names {
                    first: buckets,
                    next: names,
                },
                outputs: Outputs {
                    first,
                    next,
                    keys,
                    nodes: providers,
                    only,
                },
                ends,
                links,
                marks,
                reached_from,
                reached_by,
                visits: &mut vec![NEW; nodes.len()],
                path: &mut vec![NONE; nodes.len()],
                next: &mut vec![NONE; nodes.len()],
                is_named: true,
                is_complete: size.is_complete,
            },
        );
        Self {
            nodes,
            index: Index {
                nodes,
                names: Names {
                    first: buckets,
                    next: names,
                },
                outputs: Outputs {
                    first,
                    next,
                    keys,
                    nodes: providers,
                    only,
                },
                is_named: true,
                is_complete: size.is_complete,
            },
            ends,
            links,
            marks,
            reached_from,
            reached_by,
        }
    }

    /// The names of the nodes that something is wrong with.
    pub(crate) fn faulty(&self) -> Vec<&'static str> {
        (0..self.nodes.len())
            .filter(|&node| {
                let fatal = mark::DUPLICATE | mark::FAULTY | mark::STARTS_CYCLE;
                self.marks[node] & fatal != 0
                    || (0..self.slots(node)).any(|slot| self.link(node, slot) == Link::Broken)
            })
            .map(|node| self.nodes[node].name)
            .collect()
    }
}
