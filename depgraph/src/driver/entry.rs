//! What the runs of one node have in common.

use std::{future::pending, sync::Arc};

use super::{EngineShared, NodeSpec, Work, cell::Cell, cells::CellRef, node_task::Mailbox};
use crate::machine::NodeId;

/// What the runs of one node have in common.
pub(crate) struct NodeEntry {
    pub(crate) id: NodeId,
    pub(crate) name: &'static str,
    /// Where its inputs and outputs are among all.
    first_input: u32,
    first_output: u32,
    outputs: u32,
    /// Which outputs the run publishes, one bit each; the worker exposes the others.
    published: u64,
    pub(crate) engine: Arc<EngineShared>,
    pub(super) spec: NodeSpec,
    /// What reaches the task on which it runs.
    pub(super) mailbox: Mailbox,
}

impl NodeEntry {
    pub(super) fn new(id: NodeId, spec: NodeSpec, engine: &Arc<EngineShared>) -> Self {
        let outputs = engine.directory.ports_of(id.index());
        let manifold = engine.directory.nodes[id.index()].manifold;
        let published = (0..outputs.len()).filter(|&port| manifold.is_published(port));
        Self {
            id,
            name: engine.directory.name(id),
            first_input: index(engine.directory.first_input_of(id.index())),
            first_output: index(outputs.start),
            outputs: index(outputs.len()),
            published: published.fold(0, |bits, port| bits | 1 << port),
            engine: Arc::clone(engine),
            spec,
            mailbox: Mailbox::default(),
        }
    }

    /// A node for a test, which has neither inputs nor outputs.
    pub(crate) fn alone(name: &'static str, engine: Arc<EngineShared>) -> Self {
        Self {
            id: NodeId::new(0),
            name,
            first_input: 0,
            first_output: 0,
            outputs: 0,
            published: 0,
            engine,
            spec: NodeSpec {
                config: Box::new(()),
                start: |_| Ok(Work::new(Box::pin(pending()))),
                filter: None,
                policy: None,
            },
            mailbox: Mailbox::default(),
        }
    }

    /// What feeds input `index`.
    pub(super) fn input(&self, index: usize) -> Option<&Cell> {
        let cells = &self.engine.cells;
        let output = cells.source(self.first_input as usize + index)?;
        Some(&cells.outputs()[output])
    }

    /// The same, to hold on to.
    pub(super) fn input_ref(&self, index: usize) -> Option<CellRef> {
        let cells = &self.engine.cells;
        let output = cells.source(self.first_input as usize + index)?;
        Some(CellRef::new(cells, output))
    }

    pub(super) fn outputs(&self) -> &[Cell] {
        &self.engine.cells.outputs()[self.first_output as usize..][..self.outputs as usize]
    }

    /// The outputs that someone follows.
    pub(super) fn followed(&self) -> impl Iterator<Item = &Cell> {
        self.outputs().iter().filter(|cell| cell.keeps())
    }

    /// The outputs that the worker exposes, one bit each.
    pub(super) const fn exposed(&self) -> u64 {
        let all = match u64::MAX.checked_shr(u64::BITS - self.outputs) {
            Some(all) => all,
            None => 0,
        };
        all & !self.published
    }

    /// The outputs that the run publishes, with their ports.
    pub(super) fn published(&self) -> impl Iterator<Item = (usize, &Cell)> {
        let outputs = self.outputs().iter().enumerate();
        outputs.filter(|&(port, _)| self.published & 1 << port != 0)
    }

    /// Output `port`, to hold on to.
    pub(super) fn output_ref(&self, port: usize) -> CellRef {
        CellRef::new(&self.engine.cells, self.first_output as usize + port)
    }
}

/// An index as it is kept. A graph of more than 2³² edges would not fit into memory.
fn index(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}
