//! The facts as the machine shows them, to compare.

use super::{
    Oracle,
    facts::{Rest, Story},
};
use crate::machine::{NeedKind, NodeId, NodeView, Time};

impl Oracle {
    pub(in crate::machine::tests) fn view_of(&self, node: NodeId) -> NodeView {
        let story = &self.stories[node.index()];
        let due = match (&story.run, story.rest) {
            (None, Rest::Due(due)) => Some(due),
            _ => None,
        };
        // A healthy run has nothing to answer for.
        let charges = u32::from(!self.is_healthy(node));
        NodeView {
            kind: story.kind(),
            since: story.since,
            run: story.runs,
            failures: charges * story.failures,
            bounces: charges * story.bounces,
            due,
            awaits_until: story.awaits_until,
            is_held: self.is_held(node),
        }
    }

    /// Of every need, whether it is met.
    pub(in crate::machine::tests) fn met(&self) -> Vec<bool> {
        let nodes = self.plan.ids();
        nodes
            .flat_map(|node| {
                let needs = self.plan.node(node).needs.iter().enumerate();
                needs.map(move |(index, need)| match need.kind {
                    NeedKind::Latest => self.stories[node.index()].had[index],
                    NeedKind::Required | NeedKind::Optional | NeedKind::Condition => {
                        self.sight(node, index).is_some()
                    }
                })
            })
            .collect()
    }

    /// Of every output, whether it is set.
    pub(in crate::machine::tests) fn set(&self) -> Vec<bool> {
        let visible = self.stories.iter().flat_map(|story| &story.visible);
        visible.map(Option::is_some).collect()
    }

    pub(in crate::machine::tests) fn is_stopping(&self) -> bool {
        self.shutdown.is_some()
    }

    /// When something is due.
    pub(in crate::machine::tests) fn deadline(&self) -> Option<Time> {
        let nodes = self.plan.ids().filter_map(|node| {
            let limits = &self.plan.node(node).limits;
            self.stories[node.index()].deadline(limits)
        });
        let last = self.shutdown.and_then(|(_, deadline)| deadline);
        nodes.chain(last).min()
    }

    /// Nothing is starting, stopping or due.
    pub(in crate::machine::tests) fn is_settled(&self) -> bool {
        !self.stories.iter().any(Story::is_busy)
    }
}
