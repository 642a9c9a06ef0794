//! Plays a history: what its steps come to depends on what the machine has done.

use std::{panic, time::Duration};

use super::{
    check::Pair,
    coverage::{self, Before, Coverage},
    draw::Drawn,
    referee::Referee,
    step::{Deed, Poke, Step, Whom},
    world::World,
};
use crate::{
    NodeState,
    machine::{Action, Event, NeedKind, NodeId, Outcome, Time},
};

/// The states that nodes are not often in; the more often a state is here, the more it is sought.
const RARE: [&str; 28] = [
    "done", "awaiting", "damped", "ending", "awaiting", "done", "draining", "awaiting", "back-off",
    "declined", "done", "awaiting", "removed", "ending", "given up", "done", "awaiting", "damped",
    "killed", "done", "awaiting", "back-off", "declined", "left out", "done", "ending", "declined",
    "done",
];

/// A graph, and what happens in it.
#[derive(Clone, Debug)]
pub(super) struct History {
    pub(super) steps: Vec<Step>,
    /// How everything comes to an end, and what happens then.
    pub(super) finale: (Whom, Poke, Vec<Step>),
    pub(super) drawn: Drawn,
}

/// What happened, and what was wrong.
#[derive(Debug)]
pub(super) struct Failure {
    pub(super) events: Vec<(Time, Event)>,
    pub(super) problem: String,
}

pub(super) fn play(history: &History, coverage: &mut Coverage) -> Result<(), Failure> {
    let mut play = Play {
        pair: Pair::new(&history.drawn.plan),
        referee: Referee::new(&history.drawn.plan),
        world: World::new(&history.drawn),
        now: Time(0),
        events: Vec::new(),
        coverage,
    };
    play.all(history).map_err(|problem| Failure {
        events: play.events,
        problem,
    })
}

/// A history under way.
struct Play<'a> {
    pair: Pair,
    referee: Referee,
    world: World,
    now: Time,
    events: Vec<(Time, Event)>,
    coverage: &'a mut Coverage,
}

impl Play<'_> {
    fn all(&mut self, history: &History) -> Result<(), String> {
        self.step(Event::Begin)?;
        for step in &history.steps {
            self.take(step)?;
        }
        let (whom, finale, last) = &history.finale;
        self.poke(self.node(*whom), finale)?;
        for step in last {
            self.take(step)?;
        }
        self.end()
    }

    fn take(&mut self, step: &Step) -> Result<(), String> {
        match step {
            Step::Nothing => Ok(()),
            Step::Next { spot, set, lingers } => self.next(*spot, *set, *lingers).map(drop),
            Step::Due => self.due().map(drop),
            Step::Wait {
                time,
                is_late: true,
            } => {
                self.now = self.now + *time;
                Ok(())
            }
            Step::Wait { time, .. } => self.wait(*time),
            Step::Poke(whom, poke) => self.poke(self.node(*whom), poke),
            Step::Imagine(whom, pokes) => self.imagine(self.node(*whom), pokes),
            Step::Fit(whom) => self.fit(self.node(*whom)),
            Step::Rest => self.rest(),
        }
    }

    /// The machine hears what it waits for, or else the next deadline passes. False if there is neither.
    fn next(&mut self, spot: u8, set: u64, lingers: bool) -> Result<bool, String> {
        let Some(node) = self.world.drawn.nearest(spot, self.world.awaited()) else {
            return self.due();
        };
        let event = self.world.answer(node, set, lingers);
        event.map_or(Ok(()), |event| self.step(event))?;
        Ok(true)
    }

    /// The next deadline passes. False if there is none.
    fn due(&mut self) -> Result<bool, String> {
        let Some(due) = self.pair.machine.deadline() else {
            return Ok(false);
        };
        self.now = self.now.max(due);
        self.step(Event::Tick)?;
        Ok(true)
    }

    fn wait(&mut self, time: Duration) -> Result<(), String> {
        let end = self.now + time;
        while { self.pair.machine.deadline() }.is_some_and(|due| due <= end) {
            self.due()?;
        }
        self.now = end;
        Ok(())
    }

    fn poke(&mut self, node: Option<NodeId>, poke: &Poke) -> Result<(), String> {
        let event = node.and_then(|node| self.world.poke(node, poke));
        event.map_or(Ok(()), |event| self.step(event))
    }

    fn fit(&mut self, node: Option<NodeId>) -> Result<(), String> {
        let outcome = Outcome::Restart;
        for again in 0..4 {
            if again > 0 {
                self.due()?;
            }
            let restart = Deed::End {
                outcome,
                chance: 0.0,
            };
            let event = node.and_then(|node| self.world.act(node, restart));
            event.map_or(Ok(()), |event| self.step(event))?;
        }
        Ok(())
    }

    fn imagine(&mut self, node: Option<NodeId>, pokes: &[Poke]) -> Result<(), String> {
        let real = (self.pair.clone(), self.referee.clone(), self.world.runs());
        let events = self.events.len();
        for poke in pokes {
            self.poke(node, poke)?;
        }
        let runs;
        (self.pair, self.referee, runs) = real;
        self.world.set_runs(runs);
        self.events.truncate(events);
        Ok(())
    }

    /// None, if the graph has been cut down to nothing.
    fn node(&self, whom: Whom) -> Option<NodeId> {
        let rare = whom.rare.and_then(|rare| self.rare(rare, whom.spot));
        let any = || self.world.drawn.nearest(whom.spot, self.plan().ids());
        rare.or_else(any)
    }

    /// A node that is in a rare state, if there is one; rather one that can have news from others.
    fn rare(&self, rare: usize, spot: u8) -> Option<NodeId> {
        let places = coverage::places_of(&self.pair.machine);
        let sought = RARE.iter().cycle().skip(rare % RARE.len());
        let place = { sought.take(RARE.len()) }.find(|rare| places.contains(rare))?;
        let there = |node: &NodeId| places[node.index()] == *place;
        let hears = |node: &NodeId| self.world.providers_up(*node).next().is_some();
        let drawn = &self.world.drawn;
        let all = || { drawn.plan.ids() }.filter(there);
        { drawn.nearest(spot, all().filter(hears)) }.or_else(|| drawn.nearest(spot, all()))
    }

    /// Promise 4: when nothing goes wrong any more, every node that can run does, and that takes no longer than the
    /// delays that are announced.
    fn rest(&mut self) -> Result<(), String> {
        let mut steps = 0;
        while self.next(0, u64::MAX, false)? {
            steps += 1;
            if steps > 2_000 {
                return Err("promise 4: it does not come to rest".into());
            }
        }
        if !self.pair.machine.is_settled() {
            return Err("promise 4: it is at rest, but not settled".into());
        }
        for node in self.plan().ids() {
            let kind = self.pair.machine.view_of(node).kind;
            let excused = match kind {
                NodeState::Waiting => self.lacks_something(node.index()),
                NodeState::Running
                | NodeState::LeftOut
                | NodeState::Done
                | NodeState::Declined
                | NodeState::GivenUp
                | NodeState::Removed
                | NodeState::Stuck => true,
                NodeState::Stopped => self.pair.oracle.is_stopping(),
                NodeState::Settling
                | NodeState::BackOff
                | NodeState::Starting
                | NodeState::Stopping => false,
            };
            if !excused {
                return Err(format!("promise 4: {node:?} can run, but is {kind:?}"));
            }
        }
        Ok(())
    }

    fn lacks_something(&self, node: usize) -> bool {
        let view = self.pair.machine.view(self.now);
        let first: usize = self.plan().nodes[..node]
            .iter()
            .map(|node| node.needs.len())
            .sum();
        let needs = &self.plan().nodes[node].needs;
        let met = &view.met[first..first + needs.len()];
        let pairs = needs.iter().zip(met);
        { pairs }.any(|(need, met)| need.kind != NeedKind::Optional && !met)
    }

    /// It does end, and nothing is left.
    fn end(&mut self) -> Result<(), String> {
        while self.next(0, u64::MAX, false)? {}
        self.world.release();
        while self.next(0, u64::MAX, false)? {}
        if self.pair.machine.deadline().is_some() {
            return Err("promise 11: something stays due".into());
        }
        Ok(())
    }

    fn plan(&self) -> &super::plan::Plan {
        &self.world.drawn.plan
    }

    fn step(&mut self, mut event: Event) -> Result<(), String> {
        if let Event::Published { seq, .. } = &mut event {
            *seq = self.events.len() as u64;
        }
        self.events.push((self.now, event));
        let before = Before::new(&self.pair.machine);
        let actions = step(&mut self.pair, &mut self.referee, self.now, &event)?;
        self.coverage
            .count(&before, self.now, &event, &self.pair.machine, &actions);
        for action in &actions {
            self.world.perform(action);
        }
        Ok(())
    }
}

/// One step of all; a panic is a problem like any other.
pub(super) fn step(
    pair: &mut Pair,
    referee: &mut Referee,
    now: Time,
    event: &Event,
) -> Result<Vec<Action>, String> {
    let stepped = panic::catch_unwind(panic::AssertUnwindSafe(|| pair.step(now, event)));
    let actions = stepped.unwrap_or_else(|_| Err("it panics".into()))?;
    referee.watch(now, event, &actions)?;
    Ok(actions)
}
