//! At most one deadline a node, the earliest first, each removable: a heap that knows where everything is.

use super::{NodeId, Time};

/// The deadlines of all nodes.
#[derive(Clone, Debug)]
pub(super) struct Deadlines {
    heap: Vec<(Time, NodeId)>,
    /// The place of each node's deadline in the heap, or [`NONE`].
    place: Vec<u32>,
}

const NONE: u32 = u32::MAX;

impl Deadlines {
    pub(super) fn new(nodes: usize) -> Self {
        Self {
            heap: Vec::new(),
            place: vec![NONE; nodes],
        }
    }

    /// The earliest of all.
    pub(super) fn earliest(&self) -> Option<Time> {
        self.heap.first().map(|&(at, _)| at)
    }

    /// The deadline of `node`.
    pub(super) fn of(&self, node: NodeId) -> Option<Time> {
        self.heap
            .get(self.place[node.index()] as usize)
            .map(|&(at, _)| at)
    }

    /// Sets the deadline of `node`, in place of any earlier one.
    pub(super) fn set(&mut self, node: NodeId, at: Time) {
        let place = self.place[node.index()];
        if place == NONE {
            self.heap.push((at, node));
            self.rise(self.heap.len() - 1);
        } else {
            let place = place as usize;
            let was = std::mem::replace(&mut self.heap[place].0, at);
            if at < was {
                self.rise(place);
            } else {
                self.sink(place);
            }
        }
    }

    /// Removes the deadline of `node`, if it has one.
    pub(super) fn clear(&mut self, node: NodeId) {
        let place = std::mem::replace(&mut self.place[node.index()], NONE);
        if place == NONE {
            return;
        }
        let place = place as usize;
        self.heap.swap_remove(place);
        if place < self.heap.len() {
            self.rise(place);
            self.sink(self.place[self.heap[place].1.index()] as usize);
        }
    }

    /// Takes one deadline that has passed.
    pub(super) fn pop(&mut self, now: Time) -> Option<NodeId> {
        let &(at, node) = self.heap.first()?;
        if at > now {
            return None;
        }
        self.clear(node);
        Some(node)
    }

    /// Moves an entry towards the root, as far as it belongs, and notes the place of all it passes.
    fn rise(&mut self, mut place: usize) {
        while place > 0 && self.heap[place] < self.heap[(place - 1) / 2] {
            self.heap.swap(place, (place - 1) / 2);
            self.note(place);
            place = (place - 1) / 2;
        }
        self.note(place);
    }

    /// Moves an entry away from the root, as far as it belongs, and notes the place of all it passes.
    fn sink(&mut self, mut place: usize) {
        loop {
            let mut least = 2 * place + 1;
            if least >= self.heap.len() {
                break;
            }
            if least + 1 < self.heap.len() && self.heap[least + 1] < self.heap[least] {
                least += 1;
            }
            if self.heap[place] <= self.heap[least] {
                break;
            }
            self.heap.swap(place, least);
            self.note(place);
            place = least;
        }
        self.note(place);
    }

    fn note(&mut self, place: usize) {
        let node = self.heap[place].1;
        self.place[node.index()] = u32::try_from(place).unwrap_or(NONE);
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn deadlines_come_out_in_order_and_can_be_moved_and_removed(
            ops in prop::collection::vec((0_u32..12, prop::option::of(0_u64..50)), 1..200),
        ) {
            let mut deadlines = Deadlines::new(12);
            let mut naive = BTreeMap::new();
            for (node, at) in ops {
                if let Some(at) = at {
                    deadlines.set(NodeId(node), Time(at));
                    naive.insert(node, at);
                } else {
                    deadlines.clear(NodeId(node));
                    naive.remove(&node);
                }
                prop_assert_eq!(deadlines.earliest(), naive.values().min().map(|&at| Time(at)));
                for node in 0..12 {
                    prop_assert_eq!(deadlines.of(NodeId(node)), naive.get(&node).map(|&at| Time(at)));
                }
            }
            let mut out = Vec::new();
            while let Some(node) = deadlines.pop(Time(u64::MAX)) {
                out.push(naive[&node.0]);
            }
            let mut sorted: Vec<_> = naive.into_values().collect();
            sorted.sort_unstable();
            prop_assert_eq!(out, sorted);
        }
    }
}
