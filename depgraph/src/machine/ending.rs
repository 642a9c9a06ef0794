//! What becomes of a node when its run has ended.

use std::time::Duration;

use super::{
    Cause, Down, Due, Machine, NodeId, Outcome, Phase, State, Why,
    node::{Held, Up},
};
use crate::{Severity, StopReason, policy::TooMany};

impl Machine {
    /// The worker of a run is over, but not all that belongs to the run.
    pub(super) fn ending(&mut self, node: NodeId, run: u64) {
        match self.node(node).phase_of(run) {
            Some(phase @ (Phase::Starting | Phase::Running | Phase::Draining)) => {
                self.forgive_if_healthy(node);
                self.set_phase(node, Phase::Ending, Cause::Over);
                self.leave_latest(node);
                if phase == Phase::Running {
                    self.withdraw(node, StopReason::InputLost);
                }
                self.deadlines
                    .set(node, self.now + self.limits_of(node).stop_timeout);
            }
            // It has been told to stop, and a deadline runs; or it is none of ours.
            Some(Phase::Stopping | Phase::Ending | Phase::Killed | Phase::Stuck) | None => {}
        }
    }

    /// A run is gone.
    pub(super) fn ended(&mut self, node: NodeId, run: u64, outcome: Outcome, chance: f64) {
        let this = self.node(node);
        let State::Up(up) = &this.state else { return };
        if this.run != run {
            return;
        }
        let up = up.clone();
        self.forgive_if_healthy(node);
        if up.phase == Phase::Running {
            self.withdraw(node, StopReason::InputLost);
        }
        self.let_go(node, false);
        self.forget_outputs(node);
        match outcome {
            Outcome::Shutdown(code) => self.shut_down(code),
            Outcome::Fatal(severity) => self.die(node, run, severity),
            Outcome::Stopped
            | Outcome::Aborted
            | Outcome::Done
            | Outcome::Restart
            | Outcome::Declined
            | Outcome::Remove
            | Outcome::Failed
            | Outcome::GiveUp => {}
        }
        self.decide(node, &up, outcome, chance);
    }

    /// Nobody waits any more for what the run of `node` gave to others.
    fn forget_outputs(&mut self, node: NodeId) {
        for port in self.topology.ports_of(node) {
            self.ports[port].forget();
        }
        self.node_mut(node).conditional.forget();
        for feed in self.topology.feeds_of(node) {
            let edge = &mut self.edges[self.topology.feed(feed).need()];
            if edge.held == Held::Stuck {
                edge.held = Held::No;
            }
        }
    }

    /// A run of a healthy length, up to now, wipes the slate. How long it takes to stop does not count.
    pub(super) fn forgive_if_healthy(&mut self, node: NodeId) {
        let healthy_after = self.limits_of(node).healthy_after;
        let now = self.now;
        let this = self.node_mut(node);
        if let State::Up(Up {
            phase: Phase::Running,
            started: Some(started),
            ..
        }) = this.state
            && now.since(started) >= healthy_after
        {
            this.failures = 0;
            this.bounces = 0;
        }
    }

    /// Sends a node whose run is gone down, for as long as the run's end means.
    fn decide(&mut self, node: NodeId, up: &Up, outcome: Outcome, chance: f64) {
        let cause = Cause::Ended(outcome);
        if outcome == Outcome::Remove {
            return self.stay_down(node, Down::Removed, cause);
        }
        if self.shutdown.is_some() {
            return self.stay_down(node, Down::Stopped, cause);
        }
        match up.told {
            Some(told) if told.reason == StopReason::StartTimeout => {
                self.charge(node, up.changed, cause, chance);
            }
            // Whatever it returned: it starts again because it was told to stop, not because of how it did.
            Some(told) => self.set_due(node, told.again, cause),
            None => self.decide_untold(node, up.changed, outcome, chance),
        }
    }

    /// The same for a run that ended by itself. `changed` says that something it needs has changed since.
    fn decide_untold(&mut self, node: NodeId, changed: bool, outcome: Outcome, chance: f64) {
        let cause = Cause::Ended(outcome);
        match outcome {
            Outcome::Done | Outcome::Declined => {
                self.node_mut(node).failures = 0;
                match (changed, outcome) {
                    (true, _) => {
                        self.set_due(node, self.due_in(Duration::ZERO, Why::Settle), cause);
                    }
                    (false, Outcome::Done) => self.stay_down(node, Down::Done, cause),
                    (false, _) => self.stay_down(node, Down::Declined, cause),
                }
            }
            Outcome::Restart => {
                let before = self.node(node).bounces;
                self.node_mut(node).bounces = before.saturating_add(1);
                let delay = if before == 0 {
                    Duration::ZERO
                } else {
                    self.limits_of(node).settle(before)
                };
                self.set_due(node, self.due_in(delay, Why::Damped), cause);
            }
            // It never began: an input had gone. The news of that is on its way.
            Outcome::Aborted => self.set_due(node, self.due_in(Duration::ZERO, Why::Settle), cause),
            Outcome::GiveUp => self.stay_down(node, Down::GivenUp, cause),
            Outcome::Stopped | Outcome::Failed => self.charge(node, changed, cause, chance),
            Outcome::Remove | Outcome::Shutdown(_) | Outcome::Fatal(_) => {
                self.stay_down(node, Down::Stopped, cause);
            }
        }
    }

    /// A failure that counts.
    fn charge(&mut self, node: NodeId, changed: bool, cause: Cause, chance: f64) {
        let failures = self.node(node).failures.saturating_add(1);
        self.node_mut(node).failures = failures;
        match self.too_many(node) {
            Some(TooMany::GiveUp) => self.stay_down(node, Down::GivenUp, cause),
            Some(TooMany::Fatal(severity)) => {
                self.die(node, self.node(node).run, severity);
                self.stay_down(node, Down::Stopped, cause);
            }
            None => {
                let delay = self.limits_of(node).back_off(failures, chance);
                let delay = if changed { Duration::ZERO } else { delay };
                self.set_due(node, self.due_in(delay, Why::BackOff), cause);
            }
        }
    }

    /// What the policy says to this failure, if it is one too many. Keeps no more moments than the policy counts.
    fn too_many(&mut self, node: NodeId) -> Option<TooMany> {
        let intensity = self.limits_of(node).intensity?;
        let now = self.now;
        let recent = self.node_mut(node).recent.make();
        recent.push_back(now);
        while recent.len() > intensity.failures as usize {
            recent.pop_front();
        }
        let first = *recent.front()?;
        let is_full = recent.len() == intensity.failures as usize;
        (is_full && now.since(first) <= intensity.window).then_some(intensity.then)
    }

    fn due_in(&self, delay: Duration, why: Why) -> Due {
        Due {
            at: self.now + delay,
            delay,
            why,
        }
    }

    fn stay_down(&mut self, node: NodeId, down: Down, cause: Cause) {
        self.deadlines.clear(node);
        self.set_state(node, State::Down(down), cause);
    }

    /// The engine must end because of this run.
    fn die(&mut self, node: NodeId, run: u64, severity: Severity) {
        if self.worst.is_none_or(|(worst, ..)| severity > worst) {
            self.worst = Some((severity, node, run));
        }
        self.shut_down(FATAL);
    }
}

/// The exit code of an engine that a fatal error ended.
const FATAL: u8 = 1;
