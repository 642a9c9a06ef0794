//! Promise 3, no wasted start: when nothing goes wrong, a cold start and a wave start each node once, and only those
//! that they are about.

use super::{chance::Chance, check::Pair, plan::Plan, world::World};
use crate::machine::{Action, Event, NeedKind, NodeId, Op, Time, tests::plan::limits};

#[test]
fn a_cold_start_and_a_wave_start_each_node_once() {
    for seed in 0..200 {
        let mut chance = Chance::new(seed);
        let mut plan = Plan::random(&mut chance, 20);
        for node in &mut plan.nodes {
            node.limits = limits();
        }
        let mut play = Play::new(&plan, chance);
        let cold = play.settle(Event::Begin);
        let can_run: Vec<_> = plan.ids().map(|node| can_run(&plan, node)).collect();
        assert_eq!(cold, counts(&can_run), "seed {seed}: a cold start");
        for _ in 0..5 {
            let Some((event, hit)) = play.change(&can_run) else {
                break;
            };
            let starts = play.settle(event);
            let hit = spread(&plan, &can_run, hit);
            assert_eq!(starts, counts(&hit), "seed {seed}: {event:?}");
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
}

impl Play {
    fn new(plan: &Plan, chance: Chance) -> Self {
        let mut world = World::new(plan, chance);
        world.calm(Time(0));
        Self {
            pair: Pair::new(plan),
            world,
            now: Time(0),
        }
    }

    /// How often each node is started because of `event`, until nothing more happens.
    fn settle(&mut self, event: Event) -> Vec<usize> {
        let mut starts = vec![0; self.pair.oracle.plan.nodes.len()];
        let mut next = Some(event);
        loop {
            if let Some(event) = next {
                let stepped = self.pair.step(self.now, &event);
                for action in stepped.expect("oracle and machine agree") {
                    if let Action::Start { node, .. } = action {
                        starts[node.index()] += 1;
                    }
                    self.world.perform(self.now, &action);
                }
            }
            let due = self.pair.machine.deadline();
            let at = [due, self.world.next()].into_iter().flatten().min();
            let Some(at) = at else { return starts };
            self.now = self.now.max(at);
            next = if due == Some(at) {
                Some(Event::Tick)
            } else {
                self.world.take().and_then(|(_, event)| event)
            };
        }
    }

    /// A restart by hand, or a new value, of a node that runs; and who has to start again for that alone.
    fn change(&mut self, can_run: &[bool]) -> Option<(Event, Vec<bool>)> {
        let plan = self.pair.oracle.plan.clone();
        let running: Vec<_> = plan.ids().filter(|node| can_run[node.index()]).collect();
        if running.is_empty() {
            return None;
        }
        let chance = &mut self.world.chance;
        let node = chance.pick(&running);
        let mut hit = vec![false; can_run.len()];
        let outputs = plan.node(node).outputs.len();
        if outputs == 0 || chance.one_in(2) {
            hit[node.index()] = true;
            return Some((Event::Restart { node }, hit));
        }
        let port = chance.below(outputs);
        for (other, need) in plan.needed_by(node) {
            let need = plan.node(other).needs[need];
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
