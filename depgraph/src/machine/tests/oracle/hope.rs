//! How sure it is that a node comes up by itself.

use super::{
    Oracle,
    facts::{Hope, Rest},
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

    /// A healthy node comes up if it only waits for others that do.
    fn hope(&self, node: NodeId, known: &mut Vec<Option<Hope>>) -> Hope {
        if let Some(hope) = known[node.index()] {
            return hope;
        }
        let story = &self.stories[node.index()];
        let mut hope = match (&story.run, story.rest) {
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
        };
        if hope != Hope::Never && !story.is_running() {
            if story.failures > 0 {
                hope = hope.max(Hope::Delayed);
            }
            for (index, need) in self.plan.node(node).needs.iter().enumerate() {
                let matters = match need.kind {
                    NeedKind::Optional => false,
                    NeedKind::Latest => !story.had[index],
                    NeedKind::Required | NeedKind::Condition => true,
                };
                if matters {
                    hope = hope.max(self.hope(need.provider, known));
                }
            }
        }
        known[node.index()] = Some(hope);
        hope
    }
}
