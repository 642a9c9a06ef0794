//! What was tried: how often each event met each state.

use std::{collections::BTreeMap, fmt::Write as _};

use crate::machine::{
    Action, Down, Event, Machine, NeedKind, NodeId, Op, Outcome, Phase, State, Time, Why,
};

/// How often each pair of a state and an event came up.
#[derive(Debug, Default)]
pub(super) struct Coverage {
    hits: BTreeMap<(&'static str, &'static str), u64>,
}

/// What can be seen of the machine before an event, to tell afterwards what met what.
#[derive(Debug)]
pub(super) struct Before {
    places: Vec<&'static str>,
    deadlines: Vec<Option<Time>>,
    runs: Vec<u64>,
    sights: Vec<(NodeId, NeedKind, bool)>,
}

impl Before {
    pub(super) fn new(machine: &Machine) -> Self {
        let nodes = || (0..machine.nodes.len()).map(NodeId::new);
        Self {
            places: places_of(machine),
            deadlines: nodes().map(|node| machine.deadlines.of(node)).collect(),
            runs: nodes().map(|node| machine.view_of(node).run).collect(),
            sights: nodes()
                .flat_map(|node| {
                    machine
                        .topology
                        .needs_of(node)
                        .map(move |need| (node, need))
                })
                .map(|(node, need)| {
                    let kind = machine.topology.need(need).kind;
                    (node, kind, is_there(machine, need))
                })
                .collect(),
        }
    }
}

impl Coverage {
    /// Counts what `event` met, and what it led to for others.
    pub(super) fn count(
        &mut self,
        before: &Before,
        now: Time,
        event: &Event,
        machine: &Machine,
        actions: &[Action],
    ) {
        match event_of(event) {
            (Some((node, run)), name, late) => {
                let place = before.places[node.index()];
                let is_gone = run != before.runs[node.index()] || IS_DOWN.contains(&place);
                self.hit(place, if is_gone { late } else { name });
            }
            (None, name, _) => {
                if let Event::Restart { node } = event {
                    self.hit(before.places[node.index()], name);
                }
                if let Event::Shutdown { .. } = event {
                    for place in &before.places {
                        self.hit(place, name);
                    }
                }
            }
        }
        for (place, deadline) in before.places.iter().zip(&before.deadlines) {
            if deadline.is_some_and(|deadline| deadline <= now) {
                self.hit(place, "due");
            }
        }
        for (need, &(node, kind, was)) in before.sights.iter().enumerate() {
            let news = match (was, is_there(machine, need)) {
                (false, true) => "came",
                (true, false) => "went",
                (true, true) if is_changed(machine, need, event, actions) => "changed",
                _ => continue,
            };
            self.hit(before.places[node.index()], need_event(kind, news));
        }
    }

    fn hit(&mut self, place: &'static str, event: &'static str) {
        *self.hits.entry((place, event)).or_default() += 1;
    }

    pub(super) fn add(&mut self, other: Self) {
        for (pair, hits) in other.hits {
            *self.hits.entry(pair).or_default() += hits;
        }
    }

    /// The pairs that came up less than `least` times although they can, and those that did although they cannot.
    pub(super) fn missed(&self, least: u64) -> String {
        let mut missed = String::new();
        for place in places() {
            for event in EVENTS {
                let hits = self.hits.get(&(place, event)).copied().unwrap_or(0);
                let wrong = if is_impossible(place, event) {
                    hits > 0
                } else {
                    hits < least
                };
                if wrong {
                    let _infallible = writeln!(missed, "{place} x {event}: {hits}");
                }
            }
        }
        missed
    }

    /// All of it, as a table.
    pub(super) fn table(&self) -> String {
        let mut table = format!("{:18}", "");
        for place in places() {
            let _infallible = write!(table, "{place:>10}");
        }
        for event in EVENTS {
            let _infallible = write!(table, "\n{event:18}");
            for place in places() {
                let hits = self.hits.get(&(place, event)).copied().unwrap_or(0);
                let _infallible = write!(table, "{hits:>10}");
            }
        }
        table
    }
}

const IS_DOWN: [&str; 11] = [
    "left out", "waiting", "awaiting", "back-off", "settling", "damped", "done", "declined",
    "given up", "removed", "stopped",
];

const IS_UP: [&str; 7] = [
    "starting", "running", "draining", "stopping", "ending", "killed", "stuck",
];

const EVENTS: [&str; 32] = [
    "started",
    "set",
    "clear",
    "ending",
    "ended stopped",
    "ended aborted",
    "ended done",
    "ended restart",
    "ended declined",
    "ended remove",
    "ended shutdown",
    "ended failed",
    "ended give up",
    "ended fatal",
    "late started",
    "late published",
    "late ending",
    "late ended",
    "restart",
    "shutdown",
    "due",
    "required came",
    "required changed",
    "required went",
    "optional came",
    "optional changed",
    "optional went",
    "latest came",
    "latest changed",
    "latest went",
    "condition came",
    "condition went",
];

fn places() -> impl Iterator<Item = &'static str> {
    IS_DOWN.into_iter().chain(IS_UP)
}

/// Whether `event` cannot meet a node that is `place`.
fn is_impossible(place: &str, event: &str) -> bool {
    let is_down = IS_DOWN.contains(&place);
    match event {
        // These are about a run that is there. One that has to give up its start is asked at once, so it never drains.
        "started" => is_down || matches!(place, "running" | "draining" | "ending"),
        // What is published during a start comes with its end.
        "set" | "clear" => is_down || place == "starting",
        "ending" => is_down || place == "ending",
        _ if event.starts_with("ended ") => is_down,
        // It never had a run.
        _ if event.starts_with("late ") => place == "left out",
        "restart" | "shutdown" => false,
        "due" => !matches!(
            place,
            "awaiting"
                | "back-off"
                | "settling"
                | "damped"
                | "starting"
                | "stopping"
                | "ending"
                | "killed"
        ),
        // Everything went when the shutdown began.
        _ if place == "stopped" => true,
        // It has what it needs; if that went, it would be somewhere else.
        "required came" | "condition came" => matches!(
            place,
            "awaiting" | "back-off" | "done" | "declined" | "starting" | "running"
        ),
        _ => false,
    }
}

/// The state of each node.
pub(super) fn places_of(machine: &Machine) -> Vec<&'static str> {
    let nodes = (0..machine.nodes.len()).map(NodeId::new);
    nodes.map(|node| place(machine, node)).collect()
}

/// The state of `node`, as finely as the machine tells them apart.
fn place(machine: &Machine, node: NodeId) -> &'static str {
    let node = machine.node(node);
    match &node.state {
        State::Down(down) => match down {
            Down::LeftOut => "left out",
            Down::Waiting if node.awaiting.is_some() => "awaiting",
            Down::Waiting => "waiting",
            Down::Due(due) => match due.why {
                Why::BackOff => "back-off",
                Why::Settle => "settling",
                Why::Damped => "damped",
            },
            Down::Done => "done",
            Down::Declined => "declined",
            Down::GivenUp => "given up",
            Down::Removed => "removed",
            Down::Stopped => "stopped",
        },
        State::Up(up) => match up.phase {
            Phase::Starting => "starting",
            Phase::Running => "running",
            Phase::Draining => "draining",
            Phase::Stopping => "stopping",
            Phase::Ending => "ending",
            Phase::Killed => "killed",
            Phase::Stuck => "stuck",
        },
    }
}

/// The run that an event is about, its name, and its name if that run is gone.
fn event_of(event: &Event) -> (Option<(NodeId, u64)>, &'static str, &'static str) {
    match *event {
        Event::Begin => (None, "begin", ""),
        Event::Started { node, run, .. } => (Some((node, run)), "started", "late started"),
        Event::Published { node, run, op, .. } => {
            let name = match op {
                Op::Set => "set",
                Op::Clear => "clear",
            };
            (Some((node, run)), name, "late published")
        }
        Event::Ending { node, run } => (Some((node, run)), "ending", "late ending"),
        Event::Ended {
            node, run, outcome, ..
        } => {
            let name = match outcome {
                Outcome::Stopped => "ended stopped",
                Outcome::Aborted => "ended aborted",
                Outcome::Done => "ended done",
                Outcome::Restart => "ended restart",
                Outcome::Declined => "ended declined",
                Outcome::Remove => "ended remove",
                Outcome::Shutdown(_) => "ended shutdown",
                Outcome::Failed => "ended failed",
                Outcome::GiveUp => "ended give up",
                Outcome::Fatal(_) => "ended fatal",
            };
            (Some((node, run)), name, "late ended")
        }
        Event::Restart { .. } => (None, "restart", ""),
        Event::Shutdown { .. } => (None, "shutdown", ""),
        Event::Tick => (None, "tick", ""),
    }
}

fn need_event(kind: NeedKind, news: &str) -> &'static str {
    match (kind, news) {
        (NeedKind::Required, "came") => "required came",
        (NeedKind::Required, "changed") => "required changed",
        (NeedKind::Required, _) => "required went",
        (NeedKind::Optional, "came") => "optional came",
        (NeedKind::Optional, "changed") => "optional changed",
        (NeedKind::Optional, _) => "optional went",
        (NeedKind::Latest, "changed") => "latest changed",
        (NeedKind::Latest, "came") => "latest came",
        (NeedKind::Latest, _) => "latest went",
        (NeedKind::Condition, "came") => "condition came",
        (NeedKind::Condition, _) => "condition went",
    }
}

/// Whether what a need is about is there.
fn is_there(machine: &Machine, need: usize) -> bool {
    if let Some(port) = machine.port_of(need) {
        machine.ports[port].set
    } else {
        let provider = machine.topology.need(need).provider;
        let outputs = machine.topology.ports_of(provider).len();
        machine.node(provider).is_running() && machine.node(provider).set as usize == outputs
    }
}

/// Whether an output that is still there has been given another value.
fn is_changed(machine: &Machine, need: usize, event: &Event, actions: &[Action]) -> bool {
    let need = machine.topology.need(need);
    let Event::Published { node, port, .. } = *event else {
        return false;
    };
    need.kind != NeedKind::Condition
        && (need.provider, need.port) == (node, port)
        && actions.contains(&Action::Commit { node, port })
}
