//! Cuts a failing history down to what still fails.

use super::{
    check::Pair,
    history::{Failure, step},
    plan::{Plan, limits},
    referee::Referee,
};
use crate::machine::{Event, NodeId, Time};

/// The smallest history found that fails at all.
pub(super) fn shrink(mut failure: Failure) -> Failure {
    loop {
        let before = (failure.events.len(), weight(&failure.plan));
        cut_events(&mut failure);
        cut_plan(&mut failure);
        if before == (failure.events.len(), weight(&failure.plan)) {
            return failure;
        }
    }
}

fn weight(plan: &Plan) -> usize {
    let usual = limits();
    let weight = |node: &super::plan::NodePlan| {
        1 + node.needs.len() + usize::from(node.limits != usual) + usize::from(node.left_out)
    };
    plan.nodes.iter().map(weight).sum()
}

/// Leaves out events, many at once at first.
fn cut_events(failure: &mut Failure) {
    let mut size = failure.events.len();
    while size > 0 {
        // Everything begins with `Begin`.
        let mut at = 1;
        while at < failure.events.len() {
            let mut events = failure.events.clone();
            events.drain(at..(at + size).min(events.len()));
            if !try_instead(failure, failure.plan.clone(), &events) {
                at += size;
            }
        }
        size /= 2;
    }
}

/// Leaves out needs, nodes that nothing is about, and settings.
fn cut_plan(failure: &mut Failure) {
    for node in (0..failure.plan.nodes.len()).rev() {
        for need in (0..failure.plan.nodes[node].needs.len()).rev() {
            let mut plan = failure.plan.clone();
            plan.nodes[node].needs.remove(need);
            try_instead(failure, plan, &failure.events.clone());
        }
        let mut plan = failure.plan.clone();
        plan.nodes[node].limits = limits();
        try_instead(failure, plan, &failure.events.clone());
        if let Some((plan, events)) = without(failure, NodeId::new(node)) {
            try_instead(failure, plan, &events);
        }
    }
}

/// The history without `gone`, if nothing is about it.
fn without(failure: &Failure, gone: NodeId) -> Option<(Plan, Vec<(Time, Event)>)> {
    let mut plan = failure.plan.clone();
    plan.nodes.remove(gone.index());
    let shift = |node: &mut NodeId| {
        if *node > gone {
            *node = NodeId(node.0 - 1);
        }
    };
    for need in plan.nodes.iter_mut().flat_map(|node| &mut node.needs) {
        if need.provider == gone {
            return None;
        }
        shift(&mut need.provider);
    }
    let mut events = failure.events.clone();
    for (_, event) in &mut events {
        match event {
            Event::Started { node, .. }
            | Event::Published { node, .. }
            | Event::Ending { node, .. }
            | Event::Ended { node, .. }
            | Event::Restart { node } => {
                if *node == gone {
                    return None;
                }
                shift(node);
            }
            Event::Begin | Event::Shutdown { .. } | Event::Tick => {}
        }
    }
    Some((plan, events))
}

/// Puts this history in place of the other if it fails, too.
fn try_instead(failure: &mut Failure, plan: Plan, events: &[(Time, Event)]) -> bool {
    let mut pair = Pair::new(&plan);
    let mut referee = Referee::new(&plan);
    for (index, (now, event)) in events.iter().enumerate() {
        if let Err(problem) = step(&mut pair, &mut referee, *now, event) {
            *failure = Failure {
                events: events[..=index].to_vec(),
                plan,
                problem,
            };
            return true;
        }
    }
    false
}
