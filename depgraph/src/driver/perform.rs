//! Does what the machine says.

use super::{cell::Cell, drive::Driver, observe, state::News};
use crate::machine::{Action, NodeId};

impl Driver {
    pub(super) fn perform(&mut self, action: Action) {
        self.has_woken |= self.wakes(&action);
        match action {
            Action::Start { node, run } => self.start(node, run),
            Action::Expose { node } => {
                let has_garbage = self
                    .outputs(node)
                    .iter()
                    .fold(false, |any, cell| cell.expose() | any);
                self.sweep(node, has_garbage);
            }
            Action::Commit { node, port } => {
                let has_garbage = self.outputs(node)[port].commit();
                self.sweep(node, has_garbage);
            }
            Action::Withdraw { node } => self.outputs(node).iter().for_each(Cell::withdraw),
            Action::Released {
                node,
                run: _,
                port,
                seq,
                stuck,
            } => {
                let stuck = stuck
                    .iter()
                    .map(|&node| self.name(node).to_owned())
                    .collect();
                self.outputs(node)[port].release(seq, stuck);
            }
            Action::Stop {
                node,
                run: _,
                reason,
            } => {
                if let Some(run) = &self.runs[node.index()] {
                    run.request_stop(reason);
                    run.node.followed().for_each(Cell::leave);
                }
            }
            Action::Kill { node, run } => {
                self.late.add(node, run);
                if let Some(run) = &self.runs[node.index()] {
                    run.tell(News::Killed);
                }
            }
            Action::Changed(change) => {
                let failure = self.failures[change.node.index()].as_ref();
                observe::changed(&self.shared, &change, failure);
            }
            Action::Finished { code, worst } => self.finished = Some((code, worst)),
        }
    }

    /// Whether `action` may wake a task that is not its node's own.
    fn wakes(&self, action: &Action) -> bool {
        match action {
            Action::Expose { node } => self.outputs(*node).iter().any(Cell::is_awaited),
            Action::Changed(_) => self.shared.lookers_on().is_some(),
            Action::Start { .. }
            | Action::Commit { .. }
            | Action::Withdraw { .. }
            | Action::Released { .. }
            | Action::Stop { .. }
            | Action::Kill { .. }
            | Action::Finished { .. } => true,
        }
    }

    fn start(&mut self, node: NodeId, number: u64) {
        if let Some(task) = &mut self.tasks[node.index()] {
            self.runs[node.index()] = Some(task.begin(number, &mut self.newborn));
        }
    }

    fn sweep(&mut self, node: NodeId, has_garbage: bool) {
        if has_garbage && let Some(run) = &self.runs[node.index()] {
            self.has_woken = true;
            run.tell(News::Garbage);
        }
    }
}
