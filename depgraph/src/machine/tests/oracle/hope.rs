//! How sure it is that a node comes up by itself.

use super::{
    Oracle,
    facts::{Hope, Rest, Story},
};
use crate::machine::{NeedKind, NodeId, Why};

impl Oracle {
    /// Of every node, whether it comes up, as far as one can tell.
    pub(in crate::machine::tests) fn hopes(&self) -> Vec<Hope> {
        let mut hopes = vec![None; self.stories.len()];
        for node in self.plan.ids() {
            self.hope(node, &mut hopes);
        }
        hopes.into_iter().flatten().collect()
    }

    /// Why a node never comes up: it is at an end itself, or else the first one that it lacks and that never comes up.
    pub(in crate::machine::tests) fn culprit(&self, node: NodeId) -> NodeId {
        let hopes = self.hopes();
        let story = &self.stories[node.index()];
        if Self::own_hope(story) == Hope::Never {
            return node;
        }
        let mut needs = self.plan.node(node).needs.iter().enumerate();
        let lacking = needs.find(|(index, need)| {
            self.matters(node, *index) && hopes[need.provider.index()] == Hope::Never
        });
        lacking.map_or(node, |(_, need)| self.culprit(need.provider))
    }

    /// A healthy node comes up if it only waits for others that do.
    fn hope(&self, node: NodeId, known: &mut Vec<Option<Hope>>) -> Hope {
        if let Some(hope) = known[node.index()] {
            return hope;
        }
        let story = &self.stories[node.index()];
        let mut hope = Self::own_hope(story);
        if hope != Hope::Never && !story.is_running() {
            if story.failures > 0 {
                hope = hope.max(Hope::Delayed);
            }
            for (index, need) in self.plan.node(node).needs.iter().enumerate() {
                if self.matters(node, index) {
                    hope = hope.max(self.hope(need.provider, known));
                }
            }
        }
        known[node.index()] = Some(hope);
        hope
    }
    fn own_hope(story: &Story) -> Hope {
        match (&story.run, story.rest) {
            (Some(run), _) => run.hope(),
            (None, Rest::Waiting) => Hope::Coming,
            (None, Rest::Due(due)) if due.why == Why::Settle => Hope::Coming,
            (None, Rest::Due(_)) => Hope::Delayed,
            (
                None,
                Rest::LeftOut
                | Rest::Done
                | Rest::Declined
                | Rest::GivenUp
                | Rest::Removed
                | Rest::Stopped,
            ) => Hope::Never,
        }
    }

    /// Whether `node` cannot come up unless this need of it is met some day.
    fn matters(&self, node: NodeId, need: usize) -> bool {
        match self.plan.node(node).needs[need].kind {
            NeedKind::Optional => false,
            NeedKind::Latest => !self.stories[node.index()].had[need],
            NeedKind::Required | NeedKind::Condition => true,
        }
    }
}
