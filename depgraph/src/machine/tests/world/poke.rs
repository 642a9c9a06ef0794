//! Things that happen out of turn, to see what the machine makes of them in any state.

use super::{Life, Run, World};
use crate::{
    Severity,
    machine::{Event, NodeId, Op, Outcome},
};

impl World {
    /// Something that can happen right now to `node`, to a node that it needs, or to a run of it that is long gone.
    pub(in crate::machine::tests) fn poke(&mut self, node: NodeId) -> Option<Event> {
        let Run {
            number: run, life, ..
        } = self.runs[node.index()];
        match self.chance.below(16) {
            0 => Some(Event::Restart { node }),
            1..4 if run > 1 || run == 1 && life == Life::Gone => {
                let gone = if life == Life::Gone { run } else { run - 1 };
                Some(self.news(node, gone))
            }
            4..9 if life != Life::Gone => self.news_of_run(node),
            _ => {
                let mut up: Vec<_> = self.providers_up(node).collect();
                let any = self.chance.one_in(3);
                let lacks = |node: &NodeId| any || self.unset(*node).is_some();
                if up.iter().any(lacks) {
                    up.retain(lacks);
                }
                let provider = *up.get(self.chance.below(up.len().max(1)))?;
                self.news_of_run(provider)
            }
        }
    }

    /// An output that the run of `node` has not set.
    fn unset(&self, node: NodeId) -> Option<usize> {
        let set = self.runs[node.index()].set;
        let mut ports = 0..self.plan.node(node).outputs.len();
        ports.find(|port| set >> port & 1 == 0)
    }

    /// The nodes that `node` needs and that can have news for it.
    pub(in crate::machine::tests) fn providers_up(
        &self,
        node: NodeId,
    ) -> impl Iterator<Item = NodeId> {
        let providers = self.plan.node(node).needs.iter().map(|need| need.provider);
        providers.filter(|node| self.runs[node.index()].life != Life::Gone)
    }

    /// News of the run of `node` that is there.
    fn news_of_run(&mut self, node: NodeId) -> Option<Event> {
        let Run {
            number: run, life, ..
        } = self.runs[node.index()];
        let event = match life {
            Life::Begun if !self.chance.one_in(3) => self.started(node, run),
            Life::Started if !self.chance.one_in(3) => self.news_of_output(node, run),
            Life::Begun | Life::Started | Life::Over | Life::Gone => self.news(node, run),
        };
        self.happen(&event).then_some(event)
    }

    fn news(&mut self, node: NodeId, run: u64) -> Event {
        match self.chance.below(8) {
            0 => self.started(node, run),
            1..3 => self.news_of_output(node, run),
            3 => Event::Ending { node, run },
            _ => {
                let outcome = self.any_outcome(node);
                self.gone(node, run, outcome)
            }
        }
    }

    fn news_of_output(&mut self, node: NodeId, run: u64) -> Event {
        if self.plan.node(node).outputs.is_empty() {
            return Event::Ending { node, run };
        }
        let mut news = self.published(node, run);
        if let Some(unset) = self.unset(node)
            && let Event::Published { port, op, .. } = &mut news
            && self.chance.one_in(2)
        {
            (*port, *op) = (unset, Op::Set);
        }
        news
    }

    /// The run of `node` ends, and never again.
    pub(in crate::machine::tests) fn remove(&mut self, node: NodeId) -> Option<Event> {
        let run = self.runs[node.index()].number;
        let event = self.gone(node, run, Outcome::Remove);
        self.happen(&event).then_some(event)
    }

    /// Something that ends the engine, in a way that has to do with `node`.
    pub(in crate::machine::tests) fn finale(&mut self, node: NodeId) -> Event {
        let Run {
            number: run, life, ..
        } = self.runs[node.index()];
        let severity = Severity(self.chance.pick(&[1, 2, 3]));
        let outcome = self
            .chance
            .pick(&[Outcome::Shutdown(4), Outcome::Fatal(severity)]);
        let event = self.gone(node, run, outcome);
        if life != Life::Gone && !self.chance.one_in(4) && self.happen(&event) {
            event
        } else {
            Event::Shutdown { code: 3 }
        }
    }
}
