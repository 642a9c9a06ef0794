//! Promise 3, no wasted start: when nothing goes wrong, a cold start and a wave start each node once, and only those
//! that they are about.

use std::{iter::Cycle, time::Duration, vec};

use proptest::{prelude::*, test_runner::RngSeed};

use super::{
    check::Pair,
    draw::{Drawn, random},
    plan::Plan,
    world::World,
};
use crate::machine::{Action, Event, NeedKind, NodeId, Op, Time, tests::plan::limits};

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 200,
        rng_seed: RngSeed::Fixed(0),
        ..ProptestConfig::default()
    })]

    #[test]
    fn a_cold_start_and_a_wave_start_each_node_once(
        drawn in random(20),
        turns in prop::collection::vec((any::<u8>(), 0..5_u64), 1..20),
        changes in prop::collection::vec((any::<u8>(), 0..3_usize), 0..5),
    ) {
        let mut play = Play::new(drawn, turns);
        let plan = play.world.drawn.plan.clone();
        let cold = play.settle(Event::Begin);
        let can_run: Vec<_> = plan.ids().map(|node| can_run(&plan, node)).collect();
        prop_assert_eq!(cold, counts(&can_run), "a cold start");
        for (spot, port) in changes {
            let Some((event, hit)) = play.change(spot, port, &can_run) else {
                break;
            };
            let starts = play.settle(event);
            let hit = spread(&plan, &can_run, hit);
            prop_assert_eq!(starts, counts(&hit), "{:?}", event);
        }
    }
}

fn counts(once: &[bool]) -> Vec<usize> {
    once.iter().map(|&once| usize::from(once)).collect()
}

/// Whether everything that `node` cannot do without can run.
fn can_run(plan: &Plan, node: NodeId) -> bool {
    let mut needs = plan.node(node).needs.iter();
    !plan.node(node).left_out
        && needs.all(|need| need.kind == NeedKind::Optional || can_run(plan, need.provider))
}

/// Those that have to start again, and those that hold something of them, and so on.
fn spread(plan: &Plan, can_run: &[bool], mut hit: Vec<bool>) -> Vec<bool> {
    loop {
        let before = hit.clone();
        for node in plan.ids() {
            let mut needs = plan.node(node).needs.iter();
            let holds =
                needs.any(|need| need.kind != NeedKind::Latest && before[need.provider.index()]);
            hit[node.index()] |= holds && can_run[node.index()];
        }
        if hit == before {
            return hit;
        }
    }
}

/// A graph in which nothing goes wrong.
struct Play {
    pair: Pair,
    world: World,
    now: Time,
    /// Whose turn it is next, and after how many milliseconds.
    turns: Cycle<vec::IntoIter<(u8, u64)>>,
}

impl Play {
    fn new(mut drawn: Drawn, turns: Vec<(u8, u64)>) -> Self {
        for node in &mut drawn.plan.nodes {
            node.limits = limits();
        }
        Self {
            pair: Pair::new(&drawn.plan),
            world: World::new(&drawn),
            now: Time(0),
            turns: turns.into_iter().cycle(),
        }
    }

    /// How often each node is started because of `event`, until nothing more happens.
    fn settle(&mut self, event: Event) -> Vec<usize> {
        let mut starts = vec![0; self.pair.oracle.plan.nodes.len()];
        let mut next = Some(event);
        while let Some(event) = next {
            let stepped = self.pair.step(self.now, &event);
            for action in stepped.expect("oracle and machine agree") {
                if let Action::Start { node, .. } = action {
                    starts[node.index()] += 1;
                }
                self.world.perform(&action);
            }
            next = self.next();
        }
        starts
    }

    /// A run does what the machine waits for, or a deadline passes.
    fn next(&mut self) -> Option<Event> {
        let (spot, millis) = self.turns.next().unwrap_or_default();
        let awaited = self.world.drawn.nearest(spot, self.world.awaited());
        let at = awaited.map(|_| self.now + Duration::from_millis(millis));
        let due = self.pair.machine.deadline();
        self.now = self.now.max([at, due].into_iter().flatten().min()?);
        if due.is_some_and(|due| due <= self.now) {
            return Some(Event::Tick);
        }
        self.world.answer(awaited?, u64::MAX, false)
    }

    /// A restart by hand, or a new value, of a node that runs; and who has to start again for that alone.
    fn change(&mut self, spot: u8, port: usize, can_run: &[bool]) -> Option<(Event, Vec<bool>)> {
        let drawn = &self.world.drawn;
        let running = drawn.plan.ids().filter(|node| can_run[node.index()]);
        let node = drawn.nearest(spot, running)?;
        let mut hit = vec![false; can_run.len()];
        if port >= drawn.plan.node(node).outputs.len() {
            hit[node.index()] = true;
            return Some((Event::Restart { node }, hit));
        }
        for (other, need) in drawn.plan.needed_by(node) {
            let need = drawn.plan.node(other).needs[need];
            let takes = matches!(need.kind, NeedKind::Required | NeedKind::Optional);
            hit[other.index()] |= takes && need.port == port && can_run[other.index()];
        }
        let run = self.pair.machine.view_of(node).run;
        let event = Event::Published {
            node,
            run,
            port,
            seq: self.now.0 + 1,
            op: Op::Set,
        };
        Some((event, hit))
    }
}
