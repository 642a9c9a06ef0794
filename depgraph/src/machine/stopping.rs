//! How runs go down: dependents first, each with a deadline.

use std::time::Duration;

use super::{
    Action, Cause, Down, Due, Machine, NeedKind, NodeId, Phase, State, Why,
    node::{Held, Told},
    step::Shutdown,
};
use crate::StopReason;

/// How long a dropped run may take to be gone before it counts as stuck: it goes at its next await, if it ever gets there.
const KILL_GRACE: Duration = Duration::from_secs(1);

impl Machine {
    /// Someone wants `node` started again, now.
    pub(super) fn restart(&mut self, node: NodeId) {
        let now = self.now;
        match &mut self.node_mut(node).state {
            State::Up(up) => {
                if let Some(told) = &mut up.told {
                    told.again.at = now;
                }
                self.falling
                    .push((node, StopReason::Restart, Cause::Restart));
            }
            State::Down(Down::Due(_) | Down::Done | Down::Declined) => self.wake(node),
            State::Down(Down::GivenUp) => {
                let this = self.node_mut(node);
                this.failures = 0;
                if let Some(recent) = this.recent.get_mut() {
                    recent.clear();
                }
                self.wake(node);
            }
            // It is on its way already, or for good where it is.
            State::Down(Down::Waiting | Down::LeftOut | Down::Removed | Down::Stopped) => {}
        }
    }

    fn wake(&mut self, node: NodeId) {
        self.deadlines.clear(node);
        self.set_state(node, State::Down(Down::Waiting), Cause::Restart);
        self.ready.push((node, Cause::Restart));
    }

    /// Stops everything; once only.
    pub(super) fn shut_down(&mut self, code: u8) {
        if self.shutdown.is_some() {
            return;
        }
        self.shutdown = Some(Shutdown {
            code,
            deadline: Some(self.now + self.shutdown_timeout),
        });
        for index in 0..self.nodes.len() {
            let node = NodeId::new(index);
            match &self.node(node).state {
                State::Up(_) => self
                    .falling
                    .push((node, StopReason::Shutdown, Cause::Shutdown)),
                State::Down(
                    Down::Waiting | Down::Due(_) | Down::Done | Down::Declined | Down::GivenUp,
                ) => {
                    self.stay_stopped(node, Cause::Shutdown);
                }
                State::Down(Down::LeftOut | Down::Removed | Down::Stopped) => {}
            }
        }
    }

    pub(super) fn stay_stopped(&mut self, node: NodeId, cause: Cause) {
        self.set_awaiting(node, None);
        self.deadlines.clear(node);
        self.set_state(node, State::Down(Down::Stopped), cause);
    }

    /// The run of `node` has to go: its outputs do at once, it itself when those that hold them have gone.
    pub(super) fn fall(&mut self, node: NodeId, reason: StopReason, cause: Cause) {
        let State::Up(up) = &mut self.node_mut(node).state else {
            return;
        };
        if up.is_going() {
            up.changed = true;
            return;
        }
        let was_running = up.phase == Phase::Running;
        let reason = if self.shutdown.is_some() {
            StopReason::Shutdown
        } else {
            reason
        };
        if !matches!(reason, StopReason::Shutdown | StopReason::StartTimeout) {
            self.enter_wave(node);
        }
        let told = Told {
            reason,
            again: self.again(node, reason),
        };
        if let State::Up(up) = &mut self.node_mut(node).state {
            up.told = Some(told);
        }
        self.set_phase(node, Phase::Draining, cause);
        self.leave_latest(node);
        if was_running {
            self.withdraw(node, StopReason::Bounce);
        }
        self.drained.push(node);
    }

    /// When a run that goes down for `reason` may start again; counts the bounce.
    fn again(&mut self, node: NodeId, reason: StopReason) -> Due {
        self.forgive_if_healthy(node);
        let delay = match reason {
            StopReason::Bounce | StopReason::InputLost => {
                let bounces = self.node(node).bounces.saturating_add(1);
                self.node_mut(node).bounces = bounces;
                self.limits_of(node).settle(bounces)
            }
            StopReason::Restart
            | StopReason::StartTimeout
            | StopReason::Shutdown
            | StopReason::RunOver => Duration::ZERO,
        };
        Due {
            at: self.now + delay,
            delay,
            why: Why::Settle,
        }
    }

    /// The providers of latest inputs stay up until this run has gone, if they have to go too.
    pub(super) fn leave_latest(&mut self, node: NodeId) {
        for need in self.topology.needs_of(node) {
            let edge = self.topology.need(need);
            if edge.kind == NeedKind::Latest && !self.edges[need].leaving {
                self.edges[need].leaving = true;
                self.node_mut(edge.provider).leaving += 1;
            }
        }
    }

    /// Asks the run of `node` to stop, if it is to and nobody holds its outputs any more.
    pub(super) fn tell_if_drained(&mut self, node: NodeId) {
        let this = self.node(node);
        let State::Up(up) = &this.state else { return };
        let (Phase::Draining, Some(told)) = (up.phase, up.told) else {
            return;
        };
        let is_starting = up.started.is_none();
        if !is_starting && (this.users > 0 || this.leaving > 0) {
            return;
        }
        let run = this.run;
        let reason = self.reason_to_stop(node, told.reason);
        self.set_phase(node, Phase::Stopping, Cause::Drained);
        self.deadlines
            .set(node, self.now + self.limits_of(node).stop_timeout);
        self.act(Action::Stop { node, run, reason });
    }

    /// What the run of `node` is told, as things are now: more may have happened since it had to go.
    fn reason_to_stop(&self, node: NodeId, reason: StopReason) -> StopReason {
        if self.shutdown.is_some() {
            return StopReason::Shutdown;
        }
        let is_lost = |need| {
            let provider = self.topology.need(need).provider;
            self.edges[need].held == Held::Yes && !self.node(provider).has_worker()
        };
        if self.topology.needs_of(node).any(is_lost) {
            StopReason::InputLost
        } else {
            reason
        }
    }

    /// Does what is due by now.
    pub(super) fn expire(&mut self) {
        if let Some(shutdown) = &mut self.shutdown
            && shutdown
                .deadline
                .is_some_and(|deadline| deadline <= self.now)
        {
            shutdown.deadline = None;
            for index in 0..self.nodes.len() {
                self.kill(NodeId::new(index));
            }
        }
        while let Some(node) = self.deadlines.pop(self.now) {
            match &self.node(node).state {
                State::Down(down) => {
                    if let Down::Due(_) = down {
                        self.set_state(node, State::Down(Down::Waiting), Cause::Deadline);
                    }
                    self.ready.push((node, Cause::Deadline));
                }
                State::Up(up) => match up.phase {
                    Phase::Starting => {
                        self.falling
                            .push((node, StopReason::StartTimeout, Cause::Deadline));
                    }
                    Phase::Stopping | Phase::Ending => self.kill(node),
                    Phase::Killed => self.give_up_on(node),
                    Phase::Running | Phase::Draining | Phase::Stuck => {}
                },
            }
        }
    }

    fn kill(&mut self, node: NodeId) {
        let this = self.node(node);
        let State::Up(up) = &this.state else { return };
        match up.phase {
            Phase::Draining | Phase::Stopping | Phase::Ending => {}
            // At the shutdown deadline every run is on its way down.
            Phase::Starting | Phase::Running | Phase::Killed | Phase::Stuck => return,
        }
        let run = this.run;
        self.set_phase(node, Phase::Killed, Cause::Deadline);
        self.deadlines.set(node, self.now + KILL_GRACE);
        self.act(Action::Kill { node, run });
    }

    /// The run does not even go when it is dropped: nobody waits for it any longer but the node itself.
    fn give_up_on(&mut self, node: NodeId) {
        self.set_phase(node, Phase::Stuck, Cause::Deadline);
        self.let_go(node, true);
    }

    /// Gives back all that the run of `node` holds. With `stuck`, it may still use it.
    pub(super) fn let_go(&mut self, node: NodeId, stuck: bool) {
        for need in self.topology.needs_of(node) {
            let provider = self.topology.need(need).provider;
            let edge = &mut self.edges[need];
            let was_leaving = std::mem::take(&mut edge.leaving);
            let was_held = std::mem::take(&mut edge.held) == Held::Yes;
            if was_leaving {
                self.node_mut(provider).leaving -= 1;
            }
            if was_held {
                self.node_mut(provider).users -= 1;
                self.let_go_of(provider, need, stuck);
            }
            if was_leaving || was_held {
                self.drained.push(provider);
                self.ready.push((provider, Cause::Drained));
            }
        }
    }

    /// Nobody waits for what a run gave that is gone itself.
    fn let_go_of(&mut self, provider: NodeId, need: usize, stuck: bool) {
        let State::Up(_) = self.node(provider).state else {
            return;
        };
        if stuck {
            self.edges[need].held = Held::Stuck;
        }
        let since = self.edges[need].since;
        if let Some(at) = self.port_of(need) {
            self.ports[at].let_go(since);
            self.release_free(provider, at);
        } else {
            self.node_mut(provider).conditional.let_go(since);
            for at in self.topology.ports_of(provider) {
                self.release_free(provider, at);
            }
        }
    }
}
