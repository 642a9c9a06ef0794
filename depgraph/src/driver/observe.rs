//! Tells those who look on: log lines and events, made of the machine's changes.

use std::{fmt, sync::Arc, time::Duration};

use tokio::sync::broadcast;
use tracing::level_filters::LevelFilter;

use super::{Directory, Driver, EngineShared, RunState};
use crate::{
    NodeState,
    error::Failure,
    event::{Cause, Event},
    machine::{self, Change, Outcome},
};

/// What log lines are filtered by: the crate, and not where in it they happen to be written.
pub(super) const LOG: &str = "depgraph";

impl Driver {
    /// A node's state has changed. Returns whether that may have woken someone who looks on.
    pub(super) fn changed(&self, change: &Change) -> bool {
        if LevelFilter::current() != LevelFilter::OFF {
            self.log(change);
        }
        let lookers_on = self.shared.lookers_on();
        lookers_on.is_some_and(|lookers_on| self.send(change, lookers_on))
    }

    /// Apart, so that where nobody looks on there is little to skip; and the lines apart from what decides on them.
    #[inline(never)]
    fn log(&self, change: &Change) {
        match self.failure_of(change) {
            Some(failure) => self.log_failure(change, failure),
            None if goes_without_saying(change) => {}
            None => self.log_success(change),
        }
    }

    #[cold]
    fn send(&self, change: &Change, to: &broadcast::Sender<Event>) -> bool {
        let _nobody = to.send(event(&self.shared, change, self.failure_of(change)));
        true
    }

    /// What the run failed with whose end the change is.
    fn failure_of(&self, change: &Change) -> Option<&Arc<Failure>> {
        let is_end = matches!(change.cause, machine::Cause::Ended(_));
        let last = is_end.then(|| self.failures[change.node.index()].as_ref());
        last.flatten().filter(|failure| failure.run == change.run)
    }

    #[inline(never)]
    fn log_success(&self, change: &Change) {
        let node = self.name(change.node);
        let run = change.run;
        if change.to == NodeState::Running {
            tracing::info!(target: LOG, parent: None, node, run, "runs");
        } else if change.to == NodeState::Stuck {
            tracing::error!(
                target: LOG, parent: None, node,
                run,
                "stuck: it was dropped and does not end; it blocks a thread"
            );
        } else {
            let directory = &self.shared.directory;
            let line = Line { change, directory };
            tracing::debug!(target: LOG, parent: None, message = %line, node, run);
        }
    }

    #[cold]
    fn log_failure(&self, change: &Change, failure: &Failure) {
        let node = self.name(change.node);
        let (run, error) = (change.run, &*failure.text);
        match (change.to, change.cause) {
            (NodeState::BackOff, _) => {
                tracing::warn!(target: LOG, parent: None, node, run, error, delay = ?change.delay, "failed; starts again after a delay");
            }
            (NodeState::GivenUp, _) => {
                tracing::error!(target: LOG, parent: None, node, run, error, "failed; given up until someone restarts it");
            }
            (_, machine::Cause::Ended(Outcome::Fatal(_))) => {
                tracing::error!(target: LOG, parent: None, node, run, error, "failed; ends the engine");
            }
            (to, _) => {
                tracing::warn!(target: LOG, parent: None, node, run, error, to = ?to, "ended with an error");
            }
        }
    }
}

/// The start of `run` takes time.
pub(super) fn starting(run: &RunState) {
    tracing::debug!(target: LOG, parent: None, node = run.node.name, run = run.number, "starting");
}

/// A report has held the loop up for so long.
pub(super) fn reported(held_up: Duration) {
    let held_up_ns = u64::try_from(held_up.as_nanos()).unwrap_or(u64::MAX);
    tracing::trace!(target: LOG, parent: None, held_up_ns, "answered a report");
}

/// Whether a line would say nothing new, and a wave is made of such changes: a run begins, which its span tells; it has
/// ended as it was asked to, which its span tells; a delay is over that was announced.
const fn goes_without_saying(change: &Change) -> bool {
    match change.to {
        NodeState::Starting => true,
        NodeState::Waiting | NodeState::Settling | NodeState::Stopped => matches!(
            change.from,
            NodeState::Stopping | NodeState::Settling | NodeState::BackOff
        ),
        NodeState::LeftOut
        | NodeState::BackOff
        | NodeState::Running
        | NodeState::Stopping
        | NodeState::Stuck
        | NodeState::Done
        | NodeState::Declined
        | NodeState::GivenUp
        | NodeState::Removed => false,
    }
}

/// What becomes of a node and why, in words, which are put together only for who writes them down: a field takes time,
/// whether or not anyone looks at it.
struct Line<'a> {
    change: &'a Change,
    directory: &'a Directory,
}

impl fmt::Display for Line<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = |node: machine::NodeId| self.directory.name(node);
        write!(f, "{}: ", self.change.to)?;
        match self.change.cause {
            machine::Cause::Begin => f.write_str("the engine begins"),
            machine::Cause::Started => f.write_str("it has started"),
            machine::Cause::Input(node) => write!(f, "its input from `{}` changes", name(node)),
            machine::Cause::Lost(node) => write!(f, "its input from `{}` is lost", name(node)),
            machine::Cause::Drained => f.write_str("what depends on it has stopped"),
            machine::Cause::Over => f.write_str("its worker is over"),
            machine::Cause::Ended(_) => f.write_str("its run has ended"),
            machine::Cause::Restart => f.write_str("someone asked for a restart"),
            machine::Cause::Deadline => f.write_str("its time is up"),
            machine::Cause::Shutdown => f.write_str("the engine stops"),
        }?;
        match self.change.wave {
            0 => Ok(()),
            wave => write!(f, " (wave {wave})"),
        }
    }
}

fn event(shared: &EngineShared, change: &Change, failure: Option<&Arc<Failure>>) -> Event {
    let name = |node: machine::NodeId| shared.directory.name(node);
    let cause = match change.cause {
        machine::Cause::Begin => Cause::Begin,
        machine::Cause::Started => Cause::Started,
        machine::Cause::Input(node) => Cause::Input { node: name(node) },
        machine::Cause::Lost(node) => Cause::InputLost { node: name(node) },
        machine::Cause::Drained => Cause::Drained,
        machine::Cause::Over => Cause::Returned,
        machine::Cause::Ended(_) => Cause::Ended {
            error: failure.map(|failure| Arc::clone(&failure.text)),
        },
        machine::Cause::Restart => Cause::Restart,
        machine::Cause::Deadline => Cause::Deadline,
        machine::Cause::Shutdown => Cause::Shutdown,
    };
    Event {
        at: shared.clock.wall(shared.clock.now()),
        node: name(change.node),
        run: change.run,
        from: change.from,
        to: change.to,
        cause,
        wave: (change.wave > 0).then_some(change.wave),
    }
}
