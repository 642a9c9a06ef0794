//! Every run of a history, and what it can do.

use super::{
    draw::Drawn,
    step::{Deed, Poke, Whose},
};
use crate::{
    NodeState,
    machine::{Action, Event, NodeId, Op, Outcome},
};

/// A graph, and how far its runs have come.
#[derive(Clone, Debug)]
pub(super) struct World {
    pub(super) drawn: Drawn,
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
    /// Whether it was told to stop, or dropped.
    is_told: bool,
    is_stuck: bool,
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
            is_told: false,
            is_stuck: false,
        }
    }
}

impl World {
    pub(super) fn new(drawn: &Drawn) -> Self {
        Self {
            drawn: drawn.clone(),
            runs: vec![Run::new(0, Life::Gone); drawn.plan.nodes.len()],
        }
    }

    /// Takes note of what the machine wants.
    pub(super) fn perform(&mut self, action: &Action) {
        match action {
            Action::Start { node, run } => self.runs[node.index()] = Run::new(*run, Life::Begun),
            Action::Stop { node, .. } | Action::Kill { node, .. } => {
                self.runs[node.index()].is_told = true;
            }
            Action::Changed(change) => {
                self.runs[change.node.index()].is_stuck = change.to == NodeState::Stuck;
            }
            Action::Expose { .. }
            | Action::Commit { .. }
            | Action::Withdraw { .. }
            | Action::Released { .. }
            | Action::Finished { .. } => {}
        }
    }

    /// How far every run is, to go back there.
    pub(super) fn runs(&self) -> Vec<Run> {
        self.runs.clone()
    }

    pub(super) fn set_runs(&mut self, runs: Vec<Run>) {
        self.runs = runs;
    }

    /// No run is stuck for ever.
    pub(super) fn release(&mut self) {
        for run in &mut self.runs {
            run.is_stuck = false;
            run.is_told = true;
        }
    }

    /// The nodes from whose runs the machine waits to hear something.
    pub(super) fn awaited(&self) -> impl Iterator<Item = NodeId> {
        { self.drawn.plan.ids() }.filter(|node| {
            let run = &self.runs[node.index()];
            match run.life {
                Life::Begun | Life::Over => !run.is_stuck,
                Life::Started => run.is_told && !run.is_stuck,
                Life::Gone => false,
            }
        })
    }

    /// The run of `node` does what the machine waits for.
    pub(super) fn answer(&mut self, node: NodeId, set: u64, lingers: bool) -> Option<Event> {
        let run = self.runs[node.index()];
        let outcome = match run.life {
            Life::Begun if !run.is_told => return self.act(node, Deed::Start { set }),
            Life::Begun | Life::Started if lingers => return self.act(node, Deed::Over),
            Life::Begun => Outcome::Aborted,
            Life::Started | Life::Over | Life::Gone => Outcome::Stopped,
        };
        let chance = 0.0;
        self.act(node, Deed::End { outcome, chance })
    }

    /// What happens when `node` is poked, if it can.
    pub(super) fn poke(&mut self, node: NodeId, poke: &Poke) -> Option<Event> {
        match poke {
            Poke::Nothing => None,
            Poke::Restart => Some(Event::Restart { node }),
            Poke::Shutdown => Some(Event::Shutdown { code: 3 }),
            Poke::Finale(outcome) => {
                let end = Deed::End {
                    outcome: *outcome,
                    chance: 0.0,
                };
                self.act(node, end).or(Some(Event::Shutdown { code: 3 }))
            }
            Poke::Run {
                is_own,
                whose,
                deed,
            } => {
                let is_up = self.runs[node.index()].life != Life::Gone;
                let node = if *is_own && is_up {
                    node
                } else {
                    self.provider(node, *whose)?
                };
                self.act(node, *deed)
            }
            Poke::LateRun(deed) => {
                let Run { number, life, .. } = self.runs[node.index()];
                let late = if life == Life::Gone {
                    number
                } else {
                    number - 1
                };
                (late > 0).then(|| self.news(node, late, *deed))
            }
        }
    }

    fn provider(&self, node: NodeId, whose: Whose) -> Option<NodeId> {
        let lacks = |node: &NodeId| whose.is_choosy && self.unset(*node).is_some();
        let lacking = self.providers_up(node).filter(lacks);
        { self.drawn.nearest(whose.spot, lacking) }
            .or_else(|| self.drawn.nearest(whose.spot, self.providers_up(node)))
    }

    /// The nodes that `node` needs and that can have news for it.
    pub(super) fn providers_up(&self, node: NodeId) -> impl Iterator<Item = NodeId> {
        let needs = self.drawn.plan.node(node).needs.iter();
        let providers = needs.map(|need| need.provider);
        providers.filter(|node| self.runs[node.index()].life != Life::Gone)
    }

    /// The run of `node` does what it can of this.
    pub(super) fn act(&mut self, node: NodeId, deed: Deed) -> Option<Event> {
        let Run { number, life, .. } = self.runs[node.index()];
        let deed = match (life, deed) {
            (Life::Begun, Deed::Publish { .. } | Deed::Flip { .. }) => {
                Deed::Start { set: u64::MAX }
            }
            (Life::Started, Deed::Start { .. }) => Deed::Flip { port: 0 },
            (Life::Begun | Life::Started | Life::Over | Life::Gone, deed) => deed,
        };
        let event = self.news(node, number, deed);
        self.happen(&event).then_some(event)
    }

    /// News of the run `run` of `node`.
    fn news(&self, node: NodeId, run: u64, deed: Deed) -> Event {
        let outputs = self.drawn.plan.node(node).outputs.len();
        let published = |port, op| Event::Published {
            node,
            run,
            port,
            seq: 0,
            op,
        };
        match deed {
            Deed::Start { set } => Event::Started {
                node,
                run,
                set: set & ((1 << outputs) - 1),
            },
            Deed::Publish { .. } | Deed::Flip { .. } if outputs == 0 => Event::Ending { node, run },
            Deed::Publish { port, op } => published(port % outputs, op),
            Deed::Flip { port } => match self.unset(node) {
                Some(unset) => published(unset, Op::Set),
                None => published(port % outputs, Op::Clear),
            },
            Deed::Over => Event::Ending { node, run },
            Deed::End { outcome, chance } => Event::Ended {
                node,
                run,
                outcome,
                chance,
            },
        }
    }

    /// An output that the run of `node` has not set.
    fn unset(&self, node: NodeId) -> Option<usize> {
        let set = self.runs[node.index()].set;
        let mut ports = 0..self.drawn.plan.node(node).outputs.len();
        ports.find(|port| set >> port & 1 == 0)
    }

    /// Whether a run can do this now; if so it has.
    fn happen(&mut self, event: &Event) -> bool {
        let node = match *event {
            Event::Started { node, .. }
            | Event::Published { node, .. }
            | Event::Ending { node, .. }
            | Event::Ended { node, .. } => node,
            Event::Begin | Event::Restart { .. } | Event::Shutdown { .. } | Event::Tick => {
                return true;
            }
        };
        let run = &mut self.runs[node.index()];
        match (event, run.life) {
            (Event::Started { set, .. }, Life::Begun) => {
                run.life = Life::Started;
                run.set = *set;
            }
            (Event::Published { port, op, .. }, Life::Started | Life::Over) => {
                run.set &= !(1 << port);
                run.set |= u64::from(*op == Op::Set) << port;
            }
            (Event::Ending { .. }, Life::Begun | Life::Started) => run.life = Life::Over,
            (Event::Ended { .. }, Life::Begun | Life::Started | Life::Over) => {
                run.life = Life::Gone;
            }
            _ => return false,
        }
        true
    }
}
