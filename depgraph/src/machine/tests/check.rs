//! The machine and the oracle side by side: after every event both must say the same of everything.

use std::collections::BTreeSet;

use super::{
    oracle::{Hope, Oracle},
    plan::Plan,
};
use crate::machine::{Action, Down, Event, Kind, Machine, State, Time};

/// A step appends to what there is to be done.
const EARLIER: Action = Action::Finished {
    code: 0,
    worst: None,
};

/// A machine and its oracle.
#[derive(Clone, Debug)]
pub(super) struct Pair {
    pub(super) machine: Machine,
    pub(super) oracle: Oracle,
}

impl Pair {
    pub(super) fn new(plan: &Plan) -> Self {
        Self {
            machine: plan.machine(),
            oracle: Oracle::new(plan),
        }
    }

    /// What the machine does about `event`, or what is wrong with it.
    pub(super) fn step(&mut self, now: Time, event: &Event) -> Result<Vec<Action>, String> {
        let kinds = self.kinds();
        let mut actions = vec![EARLIER];
        self.machine.step(now, *event, &mut actions);
        same("what was there before", &actions.remove(0), &EARLIER)?;
        self.check_insides()?;
        let wanted = self.oracle.step(now, event);
        compare_actions(&actions, wanted)?;
        self.compare_changes(kinds, &actions)?;
        self.compare_views(now)?;
        Ok(actions)
    }

    /// What nobody sees, but has to be so.
    fn check_insides(&self) -> Result<(), String> {
        let machine = &self.machine;
        let left = machine.falling.len()
            + machine.drained.len()
            + machine.unsure.len()
            + machine.ready.len();
        same("what a step leaves to do", &left, &0)?;
        let mut nodes = machine.nodes.iter();
        let awaits =
            nodes.any(|node| node.awaiting.is_some() && node.state != State::Down(Down::Waiting));
        same("one that does not wait awaits something", &awaits, &false)
    }

    fn kinds(&self) -> Vec<Kind> {
        let nodes = self.oracle.plan.ids();
        nodes.map(|node| self.machine.view_of(node).kind).collect()
    }

    /// Every change is told, from what was to what is.
    fn compare_changes(&self, mut kinds: Vec<Kind>, actions: &[Action]) -> Result<(), String> {
        for action in actions {
            let Action::Changed(change) = action else {
                continue;
            };
            let kind = &mut kinds[change.node.index()];
            same("a change is from", &change.from, kind)?;
            if change.from == change.to {
                return Err(format!("a change to the same: {change:?}"));
            }
            *kind = change.to;
        }
        same("states that were told", &kinds, &self.kinds())
    }

    /// Everything that can be seen.
    fn compare_views(&self, now: Time) -> Result<(), String> {
        let view = self.machine.view(now);
        for (node, seen) in self.oracle.plan.ids().zip(&view.nodes) {
            let name = &self.oracle.plan.node(node).name;
            same(name, seen, &self.oracle.view_of(node))?;
        }
        same("needs that are met", &view.met, &self.oracle.met())?;
        same("outputs that are set", &view.set, &self.oracle.set())?;
        same("stopping", &view.is_stopping, &self.oracle.is_stopping())?;
        same(
            "deadline",
            &self.machine.deadline(),
            &self.oracle.deadline(),
        )?;
        same(
            "settled",
            &self.machine.is_settled(),
            &self.oracle.is_settled(),
        )?;
        let never: Vec<_> = self
            .oracle
            .plan
            .ids()
            .map(|node| self.machine.never(node))
            .collect();
        let hopes = self.oracle.hopes();
        let hopeless: Vec<_> = hopes.iter().map(|&hope| hope == Hope::Never).collect();
        same("nodes that never run", &never, &hopeless)?;
        for node in self
            .oracle
            .plan
            .ids()
            .filter(|&node| self.machine.never(node))
        {
            let (got, wanted) = (self.machine.culprit(node), self.oracle.culprit(node));
            same("why a node never runs", &got, &wanted)?;
        }
        Ok(())
    }
}

fn compare_actions(actions: &[Action], wanted: Vec<Action>) -> Result<(), String> {
    let mut wanted = last_releases(wanted);
    for action in last_releases(actions.to_vec()) {
        if matches!(action, Action::Changed(_)) {
            continue;
        }
        let place = wanted.iter().position(|other| *other == action);
        let place = place.ok_or_else(|| format!("it should not {action:?}; rather {wanted:?}"))?;
        wanted.swap_remove(place);
    }
    if wanted.is_empty() {
        Ok(())
    } else {
        Err(format!("it should {wanted:?}"))
    }
}

/// Without the releases that later ones of the same output stand for.
fn last_releases(mut actions: Vec<Action>) -> Vec<Action> {
    let mut last = BTreeSet::new();
    actions.reverse();
    actions.retain(|action| {
        let Action::Released { node, port, .. } = action else {
            return true;
        };
        last.insert((*node, *port))
    });
    actions
}

fn same<T: PartialEq + std::fmt::Debug>(what: &str, got: &T, wanted: &T) -> Result<(), String> {
    if got == wanted {
        Ok(())
    } else {
        Err(format!("{what}:\n   got {got:?}\nwanted {wanted:?}"))
    }
}
