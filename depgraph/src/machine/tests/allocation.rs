//! Promise 11, constant memory: once warm, a step allocates nothing, however long the engine runs.

use std::time::Duration;

use allocation_counter::measure;
use proptest::{
    strategy::{Strategy as _, ValueTree as _},
    test_runner::TestRunner,
};

use super::draw::focused;
use crate::machine::{Action, Event, Machine, NodeId, Op, Outcome, Time, tests::plan::limits};

#[test]
fn a_step_allocates_nothing_once_warm() {
    let drawn = focused().new_tree(&mut TestRunner::deterministic());
    let mut plan = drawn.expect("it is drawn").current().plan;
    for node in &mut plan.nodes {
        node.limits = limits();
    }
    let mut play = Play {
        machine: plan.machine(),
        now: Time(0),
        seq: 0,
        actions: Vec::new(),
        next: Vec::new(),
    };
    play.settle(Event::Begin);
    play.round(plan.nodes.len());
    let allocated = measure(|| {
        for _ in 0..50 {
            play.round(plan.nodes.len());
        }
    });
    assert_eq!(allocated.count_total, 0, "steps allocate");
}

/// A machine whose runs do at once what they are told.
struct Play {
    machine: Machine,
    now: Time,
    seq: u64,
    actions: Vec<Action>,
    next: Vec<Event>,
}

impl Play {
    /// Everything that can change does, for each node in turn: a restart, new values, a failure.
    fn round(&mut self, nodes: usize) {
        for node in (0..nodes).map(NodeId::new) {
            self.now = self.now + Duration::from_secs(1);
            self.settle(Event::Restart { node });
            for op in [Op::Set, Op::Clear, Op::Set] {
                self.seq += 1;
                let (run, seq) = (self.machine.view_of(node).run, self.seq);
                self.settle(Event::Published {
                    node,
                    run,
                    port: 0,
                    seq,
                    op,
                });
            }
            let run = self.machine.view_of(node).run;
            self.settle(ended(node, run, Outcome::Failed));
        }
    }

    fn settle(&mut self, event: Event) {
        self.next.push(event);
        loop {
            let event = match (self.next.pop(), self.machine.deadline()) {
                (Some(event), _) => event,
                (None, Some(due)) => {
                    self.now = self.now.max(due);
                    Event::Tick
                }
                (None, None) => return,
            };
            self.machine.step(self.now, event, &mut self.actions);
            for action in self.actions.drain(..) {
                match action {
                    Action::Start { node, run } => {
                        self.next.push(Event::Started { node, run, set: 1 });
                    }
                    Action::Stop { node, run, .. } => {
                        self.next.push(ended(node, run, Outcome::Stopped));
                    }
                    Action::Expose { .. }
                    | Action::Commit { .. }
                    | Action::Withdraw { .. }
                    | Action::Released { .. }
                    | Action::Kill { .. }
                    | Action::Changed(_)
                    | Action::Finished { .. } => {}
                }
            }
        }
    }
}

fn ended(node: NodeId, run: u64, outcome: Outcome) -> Event {
    Event::Ended {
        node,
        run,
        outcome,
        chance: 0.0,
    }
}
