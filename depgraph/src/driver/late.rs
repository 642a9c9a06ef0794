//! The runs that did not stop in time.

use std::collections::BTreeMap;

use super::Directory;
use crate::{
    Late,
    machine::{Kind, Machine, NodeId},
};

/// Of every node the last run that did not stop in time, and how many there were: no more, however long the engine runs.
#[derive(Default)]
pub(super) struct LateRuns {
    nodes: BTreeMap<NodeId, LateNode>,
    /// How many runs of all nodes were late: it orders them.
    count: u64,
}

#[derive(Default)]
struct LateNode {
    run: u64,
    times: u64,
    at: u64,
}

impl LateRuns {
    pub(super) fn add(&mut self, node: NodeId, run: u64) {
        self.count += 1;
        let late = self.nodes.entry(node).or_default();
        late.run = run;
        late.times += 1;
        late.at = self.count;
    }

    /// What people are told, in the order in which the runs were dropped.
    pub(super) fn list(&self, machine: &Machine, directory: &Directory) -> Vec<Late> {
        let mut late: Vec<_> = self.nodes.iter().collect();
        late.sort_by_key(|(_, late)| late.at);
        let told = late.into_iter().map(|(&node, late)| Late {
            node: directory.name(node).to_owned(),
            run: late.run,
            times: late.times,
            is_stuck: machine.view_of(node).kind == Kind::Stuck,
        });
        told.collect()
    }
}
