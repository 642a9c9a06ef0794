//! Random graphs with random histories, each step checked by the oracle and the referee.
//!
//! `DEPGRAPH_HISTORIES` says how many, `DEPGRAPH_SEED` which one first. A history that fails is cut down to what still
//! fails and printed as a script.

use std::{env, panic, thread, time::Duration};

use super::{
    chance::Chance,
    check::Pair,
    coverage::{self, Before, Coverage},
    plan::Plan,
    referee::Referee,
    script, shrink,
    world::World,
};
use crate::{
    NodeState,
    machine::{Action, Event, NeedKind, NodeId, Time},
};

/// The states that nodes are not often in, and how much they are sought.
const RARE: [(&str, usize); 13] = [
    ("left out", 1),
    ("awaiting", 1),
    ("back-off", 1),
    ("settling", 1),
    ("damped", 3),
    ("done", 4),
    ("declined", 4),
    ("given up", 1),
    ("draining", 1),
    ("stopping", 1),
    ("ending", 4),
    ("killed", 2),
    ("stuck", 2),
];

/// What happened in a history that went wrong.
#[derive(Debug)]
pub(super) struct Failure {
    pub(super) plan: Plan,
    pub(super) events: Vec<(Time, Event)>,
    pub(super) problem: String,
}

#[test]
fn every_random_history_keeps_every_promise() {
    let count = number("DEPGRAPH_HISTORIES").unwrap_or(2_000);
    let first = number("DEPGRAPH_SEED").unwrap_or(0);
    let mut coverage = Coverage::default();
    let threads = thread::available_parallelism().map_or(1, |threads| threads.get() as u64);
    thread::scope(|scope| {
        let play = |thread| {
            let mut coverage = Coverage::default();
            for seed in (first..first + count).filter(|seed| seed % threads == thread) {
                check(seed, &mut coverage);
            }
            coverage
        };
        let plays: Vec<_> = (0..threads)
            .map(|thread| scope.spawn(move || play(thread)))
            .collect();
        for play in plays {
            coverage.add(play.join().expect("every history keeps every promise"));
        }
    });
    report(&coverage);
    let missed = coverage.missed(50);
    assert!(
        count < 2_000 || missed.is_empty(),
        "hardly tried:\n{missed}"
    );
}

#[expect(clippy::print_stdout, reason = "`--nocapture` shows what was tried")]
fn report(coverage: &Coverage) {
    println!("{}", coverage.table());
}

fn number(name: &str) -> Option<u64> {
    env::var(name).ok()?.parse().ok()
}

/// Plays the history of `seed`.
fn check(seed: u64, coverage: &mut Coverage) {
    let Err(failure) = play(seed, coverage) else {
        return;
    };
    let failure = shrink::shrink(failure);
    let script = script::write(&failure.plan, &failure.events);
    let shown = match panic::catch_unwind(|| script::play(&script)) {
        Ok(Ok(played)) => played,
        Ok(Err(_)) | Err(_) => script,
    };
    panic!("seed {seed}: {}\n\n{shown}", failure.problem);
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

fn play(seed: u64, coverage: &mut Coverage) -> Result<(), Failure> {
    let mut chance = Chance::new(seed);
    let plan = match chance.pick(&[0, 0, 0, 0, 0, 4, 8, 30]) {
        0 => Plan::focused(&mut chance),
        most => Plan::random(&mut chance, most),
    };
    let mut play = Play {
        pair: Pair::new(&plan),
        referee: Referee::new(&plan),
        world: World::new(&plan, chance),
        now: Time(0),
        events: Vec::new(),
        coverage,
    };
    let rounds = 8 + play.world.chance.below(14);
    let result = play
        .step(Time(0), Event::Begin)
        .and_then(|()| play.trouble(rounds))
        .and_then(|()| play.recovery())
        .and_then(|()| play.trouble(rounds))
        .and_then(|()| play.finale())
        .and_then(|()| play.end());
    result.map_err(|problem| Failure {
        plan,
        events: play.events,
        problem,
    })
}

impl Play<'_> {
    /// Things happen, many of them wrong.
    fn trouble(&mut self, rounds: usize) -> Result<(), String> {
        self.world.unsettle();
        for _ in 0..rounds {
            self.advance()?;
            let node = self.someone();
            if self.world.chance.one_in(2)
                && let Some(event) = self.world.poke(node)
            {
                self.step(self.now, event)?;
            }
            for _ in 0..3 {
                self.imagine()?;
            }
        }
        Ok(())
    }

    /// What would happen, if things happened now: steps that are checked and then forgotten.
    fn imagine(&mut self) -> Result<(), String> {
        let Some(node) = self.someone_rare() else {
            return Ok(());
        };
        let real = (self.pair.clone(), self.referee.clone());
        let (runs, events) = (self.world.runs(), self.events.len());
        for _ in 0..3 {
            let event = match self.world.chance.below(40) {
                0 | 1 => Some(self.world.finale(node)),
                2 => self.world.remove(node),
                _ => self.world.poke(node),
            };
            if let Some(event) = event {
                for action in self.take(self.now, event)? {
                    self.world.note(&action);
                }
            }
        }
        (self.pair, self.referee) = real;
        self.world.set_runs(runs);
        self.events.truncate(events);
        Ok(())
    }

    /// A node, rather one that is in a rare state.
    fn someone(&mut self) -> NodeId {
        let node = self.someone_rare();
        let nodes: Vec<_> = self.pair.oracle.plan.ids().collect();
        let any = self.world.chance.pick(&nodes);
        node.filter(|_| self.world.chance.one_in(2)).unwrap_or(any)
    }

    /// A node that is in a rare state, if there is one; rather one that can have news from others.
    fn someone_rare(&mut self) -> Option<NodeId> {
        let places = coverage::places_of(&self.pair.machine);
        let there: Vec<_> = RARE
            .into_iter()
            .filter(|(rare, _)| places.contains(rare))
            .flat_map(|(rare, weight)| vec![rare; weight])
            .collect();
        if there.is_empty() {
            return None;
        }
        let place = self.world.chance.pick(&there);
        let nodes = self.pair.oracle.plan.ids();
        let mut nodes: Vec<_> = nodes.filter(|node| places[node.index()] == place).collect();
        let hears = |node: &NodeId| self.world.providers_up(*node).next().is_some();
        if nodes.iter().any(hears) {
            nodes.retain(hears);
        }
        Some(self.world.chance.pick(&nodes))
    }

    /// Everything has to end, at an awkward moment.
    fn finale(&mut self) -> Result<(), String> {
        let node = self.someone();
        let event = self.world.finale(node);
        self.step(self.now, event)?;
        for _ in 0..10 {
            self.advance()?;
            self.imagine()?;
        }
        Ok(())
    }

    /// Promise 4: when nothing goes wrong any more, every node that can run does, and that takes no longer than the
    /// delays that are announced.
    fn recovery(&mut self) -> Result<(), String> {
        self.world.calm(self.now);
        let mut steps = 0;
        while self.advance()? {
            steps += 1;
            if steps > 2_000 {
                return Err("promise 4: it does not come to rest".into());
            }
        }
        if !self.pair.machine.is_settled() {
            return Err("promise 4: it is at rest, but not settled".into());
        }
        for node in self.pair.oracle.plan.ids() {
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
        let first: usize = self.pair.oracle.plan.nodes[..node]
            .iter()
            .map(|node| node.needs.len())
            .sum();
        let needs = &self.pair.oracle.plan.nodes[node].needs;
        let met = &view.met[first..first + needs.len()];
        let pairs = needs.iter().zip(met);
        { pairs }.any(|(need, met)| need.kind != NeedKind::Optional && !met)
    }

    /// It does end, and nothing is left.
    fn end(&mut self) -> Result<(), String> {
        self.world.calm(self.now);
        while self.advance()? {}
        self.world.release(self.now);
        while self.advance()? {}
        if self.pair.machine.deadline().is_some() {
            return Err("promise 11: something stays due".into());
        }
        Ok(())
    }

    /// The next thing happens, or what is due, mostly in time. False if there is neither.
    fn advance(&mut self) -> Result<bool, String> {
        let due = self.pair.machine.deadline();
        let next = self.world.next();
        let is_due = match (due, next) {
            (None, None) => return Ok(false),
            (Some(_), None) => true,
            (None, Some(_)) => false,
            (Some(due), Some(next)) => due <= next && !self.world.chance.one_in(10),
        };
        if is_due {
            let mut at = due.unwrap_or(self.now).max(self.now);
            if self.world.chance.one_in(20) {
                at = self.soon().max(at);
            }
            self.step(at, Event::Tick)?;
            return Ok(true);
        }
        if let Some((at, Some(event))) = self.world.take() {
            self.step(at.max(self.now), event)?;
        }
        Ok(true)
    }

    fn soon(&mut self) -> Time {
        let millis = self.world.chance.pick(&[0, 0, 1, 5, 100, 3_000, 20_000]);
        self.now + Duration::from_millis(millis)
    }

    fn step(&mut self, at: Time, event: Event) -> Result<(), String> {
        for action in self.take(at, event)? {
            self.world.perform(at, &action);
        }
        Ok(())
    }

    /// Takes in an event, and checks what is done about it.
    fn take(&mut self, at: Time, mut event: Event) -> Result<Vec<Action>, String> {
        self.now = at;
        if let Event::Published { seq, .. } = &mut event {
            *seq = self.events.len() as u64;
        }
        self.events.push((at, event));
        let before = Before::new(&self.pair.machine);
        let actions = step(&mut self.pair, &mut self.referee, at, &event)?;
        self.coverage
            .count(&before, at, &event, &self.pair.machine, &actions);
        Ok(actions)
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
