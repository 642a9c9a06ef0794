//! What becomes of a node when its run is gone.

use std::time::Duration;

use super::{
    Oracle,
    facts::{Rest, Run},
};
use crate::{
    Severity, StopReason,
    machine::{Limits, NodeId, Outcome, Time, Why},
    policy::TooMany,
};

impl Oracle {
    pub(super) fn ended(&mut self, node: NodeId, run: u64, outcome: Outcome, chance: f64) {
        let Some(alive) = self.alive(node, run).cloned() else {
            return;
        };
        self.leave(node, alive.is_running(), self.is_healthy(node));
        self.stories[node.index()].run = None;
        if let Outcome::Shutdown(code) = outcome {
            self.shut_down(code);
        }
        if let Outcome::Fatal(severity) = outcome {
            self.die(node, run, severity);
        }
        let rest = self.rest_after(node, &alive, outcome, chance);
        self.stories[node.index()].rest = rest;
    }

    /// The restart table.
    fn rest_after(&mut self, node: NodeId, run: &Run, outcome: Outcome, chance: f64) -> Rest {
        let at_once = Rest::Waiting;
        if outcome == Outcome::Remove {
            return Rest::Removed;
        }
        if self.shutdown.is_some() {
            return Rest::Stopped;
        }
        let timed_out = run
            .going
            .is_some_and(|going| going.reason == StopReason::StartTimeout);
        if let Some(going) = run.going
            && !timed_out
        {
            return if going.again.at > self.now {
                Rest::Due(going.again)
            } else {
                at_once
            };
        }
        match outcome {
            _ if timed_out => self.fail(node, run.changed, chance),
            Outcome::Stopped | Outcome::Failed => self.fail(node, run.changed, chance),
            Outcome::Done | Outcome::Declined => {
                self.stories[node.index()].failures = 0;
                if run.changed {
                    at_once
                } else if outcome == Outcome::Done {
                    Rest::Done
                } else {
                    Rest::Declined
                }
            }
            Outcome::Restart => {
                let story = &mut self.stories[node.index()];
                story.bounces += 1;
                let earlier = story.bounces - 1;
                if earlier == 0 {
                    return at_once;
                }
                let limits = &self.plan.node(node).limits;
                let delay = grown(limits, limits.bounce_delay, earlier);
                self.rest_for(delay, Why::Damped)
            }
            Outcome::Aborted => at_once,
            Outcome::GiveUp => Rest::GivenUp,
            Outcome::Remove | Outcome::Shutdown(_) | Outcome::Fatal(_) => Rest::Stopped,
        }
    }

    /// A failure that is charged.
    fn fail(&mut self, node: NodeId, changed: bool, chance: f64) -> Rest {
        let now = self.now;
        let limits = self.plan.node(node).limits.clone();
        let story = &mut self.stories[node.index()];
        story.failures += 1;
        story.failed_at.push(now);
        if let Some(intensity) = limits.intensity {
            let recent = |at: &&Time| now.since(**at) <= intensity.window;
            if story.failed_at.iter().filter(recent).count() >= intensity.failures as usize {
                return match intensity.then {
                    TooMany::GiveUp => Rest::GivenUp,
                    TooMany::Fatal(severity) => {
                        let run = story.runs;
                        self.die(node, run, severity);
                        Rest::Stopped
                    }
                };
            }
        }
        if changed {
            return Rest::Waiting;
        }
        let full = grown(&limits, limits.error_delay, story.failures);
        let eighths = (limits.jitter * chance * 8.0).round();
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "it is 0 to 8"
        )]
        let off = full / 8 * eighths as u32;
        self.rest_for(full.checked_sub(off).unwrap(), Why::BackOff)
    }

    fn rest_for(&self, delay: Duration, why: Why) -> Rest {
        if delay.is_zero() {
            Rest::Waiting
        } else {
            Rest::Due(self.due_in(delay, why))
        }
    }

    /// The engine has to end because of this run; the first of the most severe is what it ends with.
    fn die(&mut self, node: NodeId, run: u64, severity: Severity) {
        if self.worst.is_none_or(|(worst, ..)| worst < severity) {
            self.worst = Some((severity, node, run));
        }
        self.shut_down(1);
    }
}

/// The `count`-th delay of a row, reckoned one by one, in whole nanoseconds.
pub(super) fn grown(limits: &Limits, base: Duration, count: u32) -> Duration {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "it is 1 to 100"
    )]
    let factor = limits.backoff_factor as u128;
    let cap = limits.max_delay.as_nanos();
    let mut nanos = base.as_nanos();
    for _ in 1..count {
        nanos = (nanos * factor).min(cap);
    }
    let nanos = nanos.min(cap);
    Duration::from_nanos(u64::try_from(nanos).expect("the cap is"))
}
