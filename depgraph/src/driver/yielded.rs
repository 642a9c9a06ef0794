//! The runs that have yielded to what their starts have woken.

use std::time::Duration;

use super::{RunState, drive::BATCH};
use crate::machine::{NodeId, Time};

/// The runs that have yielded to what their starts have woken, until the loop looks whether they have gone on.
#[derive(Default)]
pub(super) struct Yielded {
    nodes: Vec<NodeId>,
    until: Option<Time>,
}

/// How long a thread may be kept before the loop wakes those who yielded it.
const LONG: Duration = Duration::from_millis(1);

impl Yielded {
    /// `run` yields. Returns whether it is the first one, so that the loop has to be told when to look.
    pub(super) fn add(&mut self, run: &RunState, now: impl FnOnce() -> Time) -> bool {
        run.yields();
        self.nodes.push(run.node.id);
        let is_first = self.until.is_none();
        if is_first {
            self.until = Some(now() + LONG);
        }
        is_first
    }

    /// When the loop is to look.
    pub(super) const fn until(&self) -> Option<Time> {
        self.until
    }

    /// Wakes those that have not gone on, if it is time. `run_of` says which run of a node is up.
    pub(super) fn wake<'r>(&mut self, now: Time, run_of: impl Fn(NodeId) -> Option<&'r RunState>) {
        if self.until.is_some_and(|until| until <= now) {
            self.until = None;
            for run in self.nodes.drain(..).filter_map(run_of) {
                run.wake_if_yielded();
            }
            self.nodes.shrink_to(BATCH);
        }
    }
}
