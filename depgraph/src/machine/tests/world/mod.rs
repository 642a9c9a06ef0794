//! A simulated driver: it answers the machine's actions as workers would, in time, late, wrongly or never.

mod poke;

use std::{collections::BTreeMap, time::Duration};

use super::{chance::Chance, plan::Plan};
use crate::machine::{Action, Event, NodeId, Op, Outcome, Time};

/// What has yet to happen.
#[derive(Clone, Debug)]
pub(super) struct World {
    pub(super) chance: Chance,
    plan: Plan,
    /// How bad each node is: one thing in so many goes wrong.
    mischief: Vec<usize>,
    /// How each node ends rather often.
    habits: Vec<Outcome>,
    /// How many of the next runs of each node ask for a restart at once.
    fits: Vec<usize>,
    /// Whether nothing goes wrong for now.
    is_calm: bool,
    queue: BTreeMap<(Time, u64), Event>,
    /// How many events were ever put into the queue: it orders those of one moment.
    count: u64,
    /// Of each node, its last run.
    runs: Vec<Run>,
}

/// A run as far as it has come.
#[derive(Clone, Copy, Debug)]
pub(super) struct Run {
    number: u64,
    life: Life,
    /// A bit for each output that it has set.
    set: u64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Life {
    Begun,
    Started,
    Over,
    Gone,
}

impl Run {
    fn new(number: u64, life: Life) -> Self {
        Self {
            number,
            life,
            set: 0,
        }
    }
}

/// How runs end.
const HABITS: [Outcome; 12] = [
    Outcome::Restart,
    Outcome::Restart,
    Outcome::Stopped,
    Outcome::Aborted,
    Outcome::Done,
    Outcome::Done,
    Outcome::Done,
    Outcome::Declined,
    Outcome::Declined,
    Outcome::Declined,
    Outcome::Failed,
    Outcome::GiveUp,
];

impl World {
    pub(super) fn new(plan: &Plan, mut chance: Chance) -> Self {
        let temper = chance.pick(&[2, 4, 10, 30]);
        let mischief = plan.ids().map(|_| chance.pick(&[temper, temper, 50]));
        let mischief = mischief.collect();
        let habits = plan.ids().map(|_| chance.pick(&HABITS)).collect();
        Self {
            chance,
            plan: plan.clone(),
            mischief,
            habits,
            fits: vec![0; plan.nodes.len()],
            is_calm: false,
            queue: BTreeMap::new(),
            count: 0,
            runs: vec![Run::new(0, Life::Gone); plan.nodes.len()],
        }
    }

    /// When the next event happens.
    pub(super) fn next(&self) -> Option<Time> {
        self.queue.first_key_value().map(|(&(at, _), _)| at)
    }

    /// The next event, if it still makes sense when its time has come.
    pub(super) fn take(&mut self) -> Option<(Time, Option<Event>)> {
        let ((at, _), event) = self.queue.pop_first()?;
        let happens = self.happen(&event) || self.is_late(&event) && self.chance.one_in(6);
        Some((at, happens.then_some(event)))
    }

    /// Whether this is news of a run that is gone.
    fn is_late(&self, event: &Event) -> bool {
        match *event {
            Event::Started { node, run, .. }
            | Event::Published { node, run, .. }
            | Event::Ending { node, run }
            | Event::Ended { node, run, .. } => {
                let last = self.runs[node.index()];
                run < last.number || last.life == Life::Gone
            }
            Event::Begin | Event::Restart { .. } | Event::Shutdown { .. } | Event::Tick => false,
        }
    }

    /// Whether a run can do this now; if so it has.
    fn happen(&mut self, event: &Event) -> bool {
        let (node, run) = match *event {
            Event::Started { node, run, .. }
            | Event::Published { node, run, .. }
            | Event::Ending { node, run }
            | Event::Ended { node, run, .. } => (node, run),
            Event::Begin | Event::Restart { .. } | Event::Shutdown { .. } | Event::Tick => {
                return true;
            }
        };
        let last = &mut self.runs[node.index()];
        match (event, last.life) {
            _ if last.number != run => return false,
            (Event::Started { set, .. }, Life::Begun) => {
                last.life = Life::Started;
                last.set = *set;
            }
            (Event::Published { port, op, .. }, Life::Started | Life::Over) => {
                last.set &= !(1 << port);
                last.set |= u64::from(*op == Op::Set) << port;
            }
            (Event::Ending { .. }, Life::Begun | Life::Started) => last.life = Life::Over,
            (Event::Ended { .. }, Life::Begun | Life::Started | Life::Over) => {
                last.life = Life::Gone;
            }
            _ => return false,
        }
        true
    }

    /// From now on nothing goes wrong: what is starting starts, what has to stop stops.
    pub(super) fn calm(&mut self, now: Time) {
        self.is_calm = true;
        self.queue.clear();
        for node in self.plan.ids() {
            let Run {
                number: run, life, ..
            } = self.runs[node.index()];
            match life {
                Life::Begun => self.put(now, self.all_set(node, run)),
                Life::Over => {
                    let gone = self.gone(node, run, Outcome::Stopped);
                    self.put(now, gone);
                }
                Life::Started | Life::Gone => {}
            }
        }
    }

    /// Every run that is told to end does.
    pub(super) fn release(&mut self, now: Time) {
        for node in self.plan.ids() {
            let Run {
                number: run, life, ..
            } = self.runs[node.index()];
            if life != Life::Gone {
                let gone = self.gone(node, run, Outcome::Stopped);
                self.put(now, gone);
            }
        }
    }

    /// How far every run is, to go back there.
    pub(super) fn runs(&self) -> Vec<Run> {
        self.runs.clone()
    }

    pub(super) fn set_runs(&mut self, runs: Vec<Run>) {
        self.runs = runs;
    }

    /// A run begins, if that is what the machine wants.
    pub(super) fn note(&mut self, action: &Action) {
        if let Action::Start { node, run } = *action {
            self.runs[node.index()] = Run::new(run, Life::Begun);
        }
    }

    /// Things may go wrong again.
    pub(super) fn unsettle(&mut self) {
        self.is_calm = false;
    }

    /// Does what the machine wants, or not.
    pub(super) fn perform(&mut self, now: Time, action: &Action) {
        self.note(action);
        match *action {
            Action::Start { node, run } => self.live(now, node, run),
            Action::Stop { node, run, .. } => self.stop(now, node, run),
            Action::Kill { node, run } => {
                if self.is_calm || !self.chance.one_in(3) {
                    let outcome = self.outcome(node, Outcome::Stopped);
                    self.end(now, node, run, outcome);
                } else if self.chance.one_in(2) {
                    let at = now + self.delay() + Duration::from_secs(1);
                    let outcome = self.outcome(node, Outcome::Stopped);
                    self.end(at, node, run, outcome);
                }
            }
            Action::Expose { .. }
            | Action::Commit { .. }
            | Action::Withdraw { .. }
            | Action::Released { .. }
            | Action::Changed(_)
            | Action::Finished { .. } => {}
        }
    }

    /// A run as it goes if nobody tells it anything.
    fn live(&mut self, now: Time, node: NodeId, run: u64) {
        let mut at = now + self.delay();
        if self.has_a_fit(node) {
            return self.end(now, node, run, Outcome::Restart);
        }
        if self.goes_wrong(node) {
            // It fails to start, or never comes back.
            if !self.chance.one_in(6) {
                let outcome = self.outcome(node, Outcome::Failed);
                self.end(at, node, run, outcome);
            }
            return;
        }
        let started = self.started(node, run);
        self.put(at, started);
        let outputs = self.plan.node(node).outputs.len();
        while outputs > 0 && !self.is_calm && self.chance.one_in(2) {
            at = at + self.delay();
            let published = self.published(node, run);
            self.put(at, published);
        }
        if self.goes_wrong(node) {
            at = at + self.delay();
            let outcome = self.outcome(node, Outcome::Failed);
            self.end(at, node, run, outcome);
        }
    }

    fn stop(&mut self, now: Time, node: NodeId, run: u64) {
        if self.goes_wrong(node) && self.chance.one_in(2) {
            return;
        }
        let at = now + self.delay();
        let usual = if self.runs[node.index()].life == Life::Begun {
            Outcome::Aborted
        } else {
            Outcome::Stopped
        };
        let outcome = self.outcome(node, usual);
        self.end(at, node, run, outcome);
    }

    /// A run ends, all at once or first its worker; its tasks may never.
    fn end(&mut self, mut at: Time, node: NodeId, run: u64, outcome: Outcome) {
        if self.chance.one_in(3) {
            self.put(at, Event::Ending { node, run });
            at = at + self.delay();
            if self.goes_wrong(node) {
                return;
            }
        }
        let gone = self.gone(node, run, outcome);
        self.put(at, gone);
    }

    fn started(&mut self, node: NodeId, run: u64) -> Event {
        let mut event = self.all_set(node, run);
        if let Event::Started { set, .. } = &mut event
            && !self.is_calm
            && self.chance.one_in(2)
        {
            *set &= self.chance.pick(&[0, 0, 1, 2, 5]);
        }
        event
    }

    fn published(&mut self, node: NodeId, run: u64) -> Event {
        Event::Published {
            node,
            run,
            port: self.chance.below(self.plan.node(node).outputs.len()),
            seq: 0,
            op: self.chance.pick(&[Op::Set, Op::Set, Op::Clear]),
        }
    }

    fn all_set(&self, node: NodeId, run: u64) -> Event {
        let set = (1 << self.plan.node(node).outputs.len()) - 1;
        Event::Started { node, run, set }
    }

    fn has_a_fit(&mut self, node: NodeId) -> bool {
        let fits = &mut self.fits[node.index()];
        if !self.is_calm && *fits == 0 && self.chance.one_in(12) {
            *fits = 4;
        }
        let has_a_fit = !self.is_calm && *fits > 0;
        *fits = fits.saturating_sub(1);
        has_a_fit
    }

    fn goes_wrong(&mut self, node: NodeId) -> bool {
        !self.is_calm && self.chance.one_in(self.mischief[node.index()])
    }

    fn outcome(&mut self, node: NodeId, usual: Outcome) -> Outcome {
        if self.is_calm || self.chance.one_in(2) {
            return usual;
        }
        self.any_outcome(node)
    }

    /// How a run ends, unless it ends the engine.
    fn any_outcome(&mut self, node: NodeId) -> Outcome {
        if self.plan.node(node).needs.is_empty() && !self.chance.one_in(12) {
            // Nothing would bring it back.
            Outcome::Failed
        } else if self.chance.one_in(2) {
            self.habits[node.index()]
        } else if self.chance.one_in(16) {
            Outcome::Remove
        } else {
            self.chance.pick(&HABITS)
        }
    }

    fn delay(&mut self) -> Duration {
        if self.is_calm {
            return Duration::from_millis(self.chance.pick(&[0, 1, 4]));
        }
        let millis = [
            0, 0, 0, 1, 1, 3, 8, 15, 100, 600, 1_500, 4_000, 8_000, 15_000, 70_000,
        ];
        Duration::from_millis(self.chance.pick(&millis))
    }

    fn put(&mut self, at: Time, event: Event) {
        self.count += 1;
        self.queue.insert((at, self.count), event);
    }

    fn gone(&mut self, node: NodeId, run: u64, outcome: Outcome) -> Event {
        let chance = self.chance.pick(&[0.0, 0.5, 1.0]);
        Event::Ended {
            node,
            run,
            outcome,
            chance,
        }
    }
}
