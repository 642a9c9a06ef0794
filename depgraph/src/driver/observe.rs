//! Tells those who look on: log lines and events, made of the machine's changes.

use std::{sync::Arc, time::Duration};

use tracing::level_filters::LevelFilter;

use super::EngineShared;
use crate::{
    NodeState,
    error::Failure,
    event::{Cause, Event},
    machine::{self, Change, Outcome},
};

/// What log lines are filtered by: the crate, and not where in it they happen to be written.
pub(super) const LOG: &str = "depgraph";

/// A node's state has changed; `failure` is its last error. Returns whether that may have woken someone who looks on.
pub(super) fn changed(
    shared: &EngineShared,
    change: &Change,
    failure: Option<&Arc<Failure>>,
) -> bool {
    let lookers_on = shared.lookers_on();
    if lookers_on.is_none() && LevelFilter::current() == LevelFilter::OFF {
        return false;
    }
    let failure = failure.filter(|failure| failure.run == change.run && is_end(change));
    log(shared, change, failure);
    let Some(lookers_on) = lookers_on else {
        return false;
    };
    let _nobody = lookers_on.send(event(shared, change, failure));
    true
}

/// A report has held the loop up for so long.
pub(super) fn reported(held_up: Duration) {
    let held_up_ns = u64::try_from(held_up.as_nanos()).unwrap_or(u64::MAX);
    tracing::trace!(target: LOG, parent: None, held_up_ns, "answered a report");
}

/// Whether the change is the end of a run.
fn is_end(change: &Change) -> bool {
    matches!(change.cause, machine::Cause::Ended(_))
}

/// Whether the change is the end of a run whose error ends the engine.
const fn is_fatal(change: &Change) -> bool {
    matches!(change.cause, machine::Cause::Ended(Outcome::Fatal(_)))
}

fn log(shared: &EngineShared, change: &Change, failure: Option<&Arc<Failure>>) {
    let node = shared.directory.name(change.node);
    let run = change.run;
    match (change.to, failure) {
        (NodeState::BackOff, Some(failure)) => {
            tracing::warn!(target: LOG, parent: None, node, run, error = &*failure.text, delay = ?change.delay, "failed; starts again after a delay");
        }
        (NodeState::GivenUp, Some(failure)) => tracing::error!(
            target: LOG, parent: None, node,
            run,
            error = &*failure.text,
            "failed; given up until someone restarts it"
        ),
        (_, Some(failure)) if is_fatal(change) => tracing::error!(
            target: LOG, parent: None, node,
            run,
            error = &*failure.text,
            "failed; ends the engine"
        ),
        (NodeState::Stuck, _) => tracing::error!(
            target: LOG, parent: None, node,
            run,
            "stuck: it was dropped and does not end; it blocks a thread"
        ),
        (NodeState::Running, _) => tracing::info!(target: LOG, parent: None, node, run, "runs"),
        (to, Some(failure)) => {
            tracing::warn!(target: LOG, parent: None, node, run, error = &*failure.text, to = ?to, "ended with an error");
        }
        (to, None) => {
            tracing::debug!(target: LOG, parent: None, node, run, from = ?change.from, to = ?to, cause = ?change.cause, wave = change.wave);
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
        machine::Cause::Over | machine::Cause::Ended(_) => Cause::Ended {
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
