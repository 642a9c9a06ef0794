//! What follows from the facts, for all nodes, after every event.

use std::time::Duration;

use super::{
    Oracle, Sights,
    end::grown,
    facts::{Hope, Pending, Rest, Run, Story},
};
use crate::{
    StopReason,
    machine::{Action, NeedKind, NodeId, Time, Why},
};

impl Oracle {
    /// Promise 2: from the step in which something that a run holds changes or goes, that run is on its way down.
    /// Promise 6: so is everything once shutdown has begun.
    pub(super) fn fall(&mut self) {
        let mut again = true;
        while std::mem::take(&mut again) {
            for node in self.plan.ids() {
                let story = &self.stories[node.index()];
                let Some(run) = story.run.as_ref().filter(|run| run.over.is_none()) else {
                    continue;
                };
                if run.going.is_some() || run.killed.is_some() {
                    continue;
                }
                if self.shutdown.is_some() {
                    let never = self.due_in(Duration::ZERO, Why::Settle);
                    self.go(node, StopReason::Shutdown, never);
                } else if self.is_outdated(node, run) {
                    self.bounce(node);
                } else {
                    continue;
                }
                again = true;
            }
        }
    }

    fn is_outdated(&self, node: NodeId, run: &Run) -> bool {
        let needs = self.plan.node(node).needs.iter().enumerate();
        needs
            .filter(|(_, need)| need.kind != NeedKind::Latest)
            .any(|(index, _)| run.held[index] != self.sight(node, index))
    }

    /// Promise 13: each bounce in a row waits longer, from the moment of the first change.
    fn bounce(&mut self, node: NodeId) {
        let never = self.due_in(Duration::ZERO, Why::Settle);
        self.go(node, StopReason::Bounce, never);
        let limits = &self.plan.node(node).limits;
        let story = &mut self.stories[node.index()];
        story.bounces += 1;
        let delay = grown(limits, limits.bounce_delay, story.bounces);
        let again = self.due_in(delay, Why::Settle);
        let run = self.stories[node.index()].run.as_mut();
        if let Some(going) = run.and_then(|run| run.going.as_mut()) {
            going.again = again;
        }
    }

    /// A node that waits for a change, or waits out an error delay, hears of each; so does one on its way down.
    pub(super) fn hear(&mut self, before: &Sights) {
        for node in self.plan.ids() {
            for (index, need) in self.plan.node(node).needs.clone().into_iter().enumerate() {
                let sight = self.sight(node, index);
                let story = &mut self.stories[node.index()];
                story.had[index] |= sight.is_some();
                let is_news = sight != before[node.index()][index];
                // Who follows the latest value keeps it when it goes.
                if !is_news || need.kind == NeedKind::Latest && sight.is_none() {
                    continue;
                }
                if let Some(run) = &mut story.run {
                    run.changed |= !run.is_starting() && !run.is_running();
                    continue;
                }
                match story.rest {
                    Rest::Due(due) if due.why != Why::BackOff => {}
                    Rest::Done | Rest::Declined | Rest::Due(_) => story.rest = Rest::Waiting,
                    Rest::Waiting
                    | Rest::LeftOut
                    | Rest::GivenUp
                    | Rest::Removed
                    | Rest::Stopped => {}
                }
            }
        }
    }

    /// Does what is due, once for every node.
    pub(super) fn expire(&mut self) {
        let now = self.now;
        let due: Vec<_> = self.plan.ids().filter(|&node| self.is_due(node)).collect();
        if let Some((_, deadline)) = &mut self.shutdown
            && deadline.is_some_and(|deadline| deadline <= now)
        {
            *deadline = None;
            for node in self.plan.ids() {
                self.kill(node);
            }
        }
        for node in due {
            let start_over = self.due_in(Duration::ZERO, Why::Settle);
            let story = &mut self.stories[node.index()];
            match &mut story.run {
                None => {
                    if matches!(story.rest, Rest::Due(_)) {
                        story.rest = Rest::Waiting;
                    }
                }
                Some(run) if run.is_starting() => {
                    self.go(node, StopReason::StartTimeout, start_over);
                }
                Some(Run {
                    killed: Some(killed),
                    stuck,
                    ..
                }) => *stuck = *killed < now,
                Some(_) => self.kill(node),
            }
        }
    }

    fn is_due(&self, node: NodeId) -> bool {
        let limits = &self.plan.node(node).limits;
        let deadline = self.stories[node.index()].deadline(limits);
        deadline.is_some_and(|deadline| deadline <= self.now)
    }

    fn kill(&mut self, node: NodeId) {
        let now = self.now;
        let story = &mut self.stories[node.index()];
        if let Some(run) = &mut story.run
            && run.killed.is_none()
        {
            run.killed = Some(now);
            let run = story.runs;
            self.actions.push(Action::Kill { node, run });
        }
    }

    /// Promise 5: dependents stop before what they depend on. A start that has to give up need not wait for anyone.
    pub(super) fn ask(&mut self) {
        for node in self.plan.ids() {
            let story = &self.stories[node.index()];
            let Some((run, going)) = story.run.as_ref().and_then(|r| Some((r, r.going?))) else {
                continue;
            };
            if run.over.is_some() || run.asked.is_some() || run.killed.is_some() {
                continue;
            }
            if run.started.is_some() && (self.is_held(node) || self.is_followed_down(node)) {
                continue;
            }
            let reason = if self.shutdown.is_some() {
                StopReason::Shutdown
            } else if self.has_lost(node) {
                StopReason::InputLost
            } else {
                going.reason
            };
            let number = story.runs;
            self.actions.push(Action::Stop {
                node,
                run: number,
                reason,
            });
            let now = self.now;
            if let Some(run) = &mut self.stories[node.index()].run {
                run.asked = Some(now);
            }
        }
    }

    /// Whether a run that one can wait for holds something of `node`.
    pub(super) fn is_held(&self, node: NodeId) -> bool {
        self.needs_of_others(node).any(|(story, index, kind)| {
            let run = story.run.as_ref().filter(|run| !run.stuck);
            kind != NeedKind::Latest && run.is_some_and(|run| run.held[index].is_some())
        })
    }

    /// Whether a run that follows the latest value of `node` is on its way down.
    fn is_followed_down(&self, node: NodeId) -> bool {
        self.needs_of_others(node)
            .any(|(story, _, kind)| kind == NeedKind::Latest && story.is_going_down())
    }

    /// Whether what a run holds was provided by a worker that is over.
    fn has_lost(&self, node: NodeId) -> bool {
        let story = &self.stories[node.index()];
        let needs = self.plan.node(node).needs.iter().enumerate();
        needs
            .filter(|&(index, _)| {
                let run = story.run.as_ref();
                run.is_some_and(|run| run.held[index].is_some())
            })
            .any(|(_, need)| {
                let provider = self.stories[need.provider.index()].run.as_ref();
                provider.is_none_or(|run| run.over.is_some() || run.killed.is_some())
            })
    }

    fn needs_of_others(&self, node: NodeId) -> impl Iterator<Item = (&Story, usize, NeedKind)> {
        let needs = self.needed_by[node.index()].iter();
        needs.map(|&(other, index)| {
            let kind = self.plan.node(other).needs[index].kind;
            (&self.stories[other.index()], index, kind)
        })
    }

    /// Says of changes when nobody is left who holds what they replaced; stuck ones excepted, and named. The last of
    /// those that are free at once stands for all.
    pub(super) fn release(&mut self) {
        for node in self.plan.ids() {
            let story = &self.stories[node.index()];
            let Some(mut run) = story.run.clone() else {
                continue;
            };
            for (&port, changes) in &mut run.pending {
                let is_free = |change: &&Pending| {
                    let mut holders = self.holders(node, port, run.after, **change);
                    !holders.any(|holder| self.stories[holder.index()].is_up())
                };
                let free = changes.iter().take_while(is_free).count();
                if free == 0 {
                    continue;
                }
                let last = changes[free - 1];
                let mut stuck: Vec<_> = self.holders(node, port, run.after, last).collect();
                stuck.dedup();
                changes.drain(..free);
                self.actions.push(Action::Released {
                    node,
                    run: story.runs,
                    port,
                    seq: last.seq,
                    stuck,
                });
            }
            self.stories[node.index()].run = Some(run);
        }
    }

    /// Who holds a version of output `port` of `node` later than `after`, but from before `change`, or is conditional on
    /// what it took away; once for each need.
    fn holders(
        &self,
        node: NodeId,
        port: usize,
        after: u64,
        change: Pending,
    ) -> impl Iterator<Item = NodeId> {
        let needs = self.needed_by[node.index()].iter();
        needs
            .filter(move |&&(other, index)| {
                let need = self.plan.node(other).needs[index];
                let held = self.stories[other.index()].run.as_ref();
                let held = held.and_then(|run| run.held[index]);
                let last = match need.kind {
                    NeedKind::Condition => Some(change.lost),
                    NeedKind::Required | NeedKind::Optional | NeedKind::Latest => {
                        (need.port == port).then_some(change.version)
                    }
                };
                held.is_some_and(|held| after < held && Some(held) <= last)
            })
            .map(|&(other, _)| other)
    }

    /// Promise 2 and 3: a node starts as soon as it has what it needs, and not before.
    pub(super) fn start(&mut self) {
        let hopes = self.hopes();
        for node in self.plan.ids() {
            let story = &mut self.stories[node.index()];
            let since = story.awaiting.take();
            story.awaits_until = None;
            if !self.is_ready(node) {
                continue;
            }
            let since = since.unwrap_or(self.now);
            let until = self.awaits_until(node, since, &hopes);
            if until.is_some_and(|until| until > self.now) {
                let story = &mut self.stories[node.index()];
                story.awaiting = Some(since);
                story.awaits_until = until;
            } else {
                self.begin_run(node);
            }
        }
    }

    fn is_ready(&self, node: NodeId) -> bool {
        let story = &self.stories[node.index()];
        let needs = self.plan.node(node).needs.iter().enumerate();
        story.run.is_none()
            && story.rest == Rest::Waiting
            && self.shutdown.is_none()
            && { needs }.all(|(index, need)| match need.kind {
                NeedKind::Required | NeedKind::Condition => self.sight(node, index).is_some(),
                NeedKind::Latest => story.had[index],
                NeedKind::Optional => true,
            })
            && !self.is_held(node)
    }

    /// Until when it is worth waiting for optional inputs, at most `optional_wait`.
    fn awaits_until(&self, node: NodeId, since: Time, hopes: &[Hope]) -> Option<Time> {
        let plan = self.plan.node(node);
        let wait = plan.limits.optional_wait;
        let needs = plan.needs.iter().enumerate();
        needs
            .filter(|&(index, need)| {
                need.kind == NeedKind::Optional && self.sight(node, index).is_none()
            })
            .filter_map(|(_, need)| {
                let provider = &self.stories[need.provider.index()];
                match &provider.run {
                    // It runs without a value: it may be about to set the first one.
                    Some(run) if run.is_running() => {
                        let first = run.started? + wait;
                        (!run.cleared.contains(&need.port)).then(|| first.min(since + wait))
                    }
                    _ => (hopes[need.provider.index()] == Hope::Coming).then(|| since + wait),
                }
            })
            .max()
    }

    fn begin_run(&mut self, node: NodeId) {
        let held = (0..self.plan.node(node).needs.len())
            .map(|need| match self.plan.node(node).needs[need].kind {
                NeedKind::Latest => None,
                NeedKind::Required | NeedKind::Optional | NeedKind::Condition => {
                    self.sight(node, need)
                }
            })
            .collect();
        let (begun, after) = (self.now, self.version);
        let story = &mut self.stories[node.index()];
        story.runs += 1;
        story.run = Some(Run::new(begun, after, held));
        let run = story.runs;
        self.actions.push(Action::Start { node, run });
    }

    pub(super) fn finish(&mut self) {
        let Some((code, _)) = self.shutdown else {
            return;
        };
        if !self.finished && !self.stories.iter().any(Story::is_up) {
            self.finished = true;
            self.shutdown = Some((code, None));
            let worst = self.worst.map(|(_, node, run)| (node, run));
            self.actions.push(Action::Finished { code, worst });
        }
    }
}
