//! Does what the machine says, and takes note of whether that may wake a task other than that of the node.

use super::{cell::Cell, drive::Driver, state::News};
use crate::machine::{Action, NodeId};

impl Driver {
    pub(super) fn perform(&mut self, action: &Action) {
        let wakes = match *action {
            Action::Start { node, run } => {
                self.start(node, run);
                true
            }
            Action::Expose { node } => self.expose(node),
            Action::Commit { node, port } => {
                let has_garbage = self.outputs(node)[port].commit();
                self.sweep(node, has_garbage);
                true
            }
            Action::Withdraw { node } => {
                self.outputs(node).iter().for_each(Cell::withdraw);
                true
            }
            Action::Released {
                node,
                run: _,
                port,
                seq,
                ref stuck,
            } => {
                let stuck = stuck.iter().map(|&node| self.name(node).to_owned());
                self.outputs(node)[port].release(seq, stuck.collect());
                true
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
                true
            }
            Action::Kill { node, run } => {
                self.late.add(node, run);
                if let Some(run) = &self.runs[node.index()] {
                    run.tell(News::Killed);
                }
                true
            }
            Action::Changed(ref change) => self.changed(change),
            Action::Finished { code, worst } => {
                self.finished = Some((code, worst));
                true
            }
        };
        self.has_woken |= wakes;
    }

    /// Returns whether that may have woken any task.
    fn expose(&mut self, node: NodeId) -> bool {
        let (mut has_garbage, mut wakes) = (false, false);
        for cell in self.outputs(node) {
            has_garbage |= cell.expose();
            wakes |= cell.is_awaited();
        }
        self.sweep(node, has_garbage);
        wakes
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
