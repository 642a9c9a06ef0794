//! What the runs of one node have in common.

use std::{future::pending, sync::Arc};

use super::{
    EngineShared, NodeSpec,
    cell::Cell,
    cells::{CellRef, Cells},
    node_task::Mailbox,
};
use crate::machine::NodeId;

/// What the runs of one node have in common.
pub(crate) struct NodeEntry {
    pub(crate) id: NodeId,
    pub(crate) name: &'static str,
    pub(crate) engine: Arc<EngineShared>,
    pub(super) spec: NodeSpec,
    /// What reaches the task on which it runs.
    pub(super) mailbox: Mailbox,
    cells: Arc<Cells>,
    first_input: usize,
    first_output: usize,
    outputs: usize,
    /// Which outputs the worker exposes, and which the run publishes, one bit each.
    exposed: u64,
    published: u64,
}

impl NodeEntry {
    pub(super) fn new(
        id: NodeId,
        spec: NodeSpec,
        engine: &Arc<EngineShared>,
        cells: &Arc<Cells>,
    ) -> Self {
        let outputs = engine.directory.ports_of(id.index());
        let metas = engine.directory.nodes[id.index()].manifold.outputs.iter();
        let (mut exposed, mut published) = (0, 0);
        for (port, output) in metas.enumerate() {
            *(if output.published {
                &mut published
            } else {
                &mut exposed
            }) |= 1 << port;
        }
        Self {
            id,
            name: engine.directory.name(id),
            engine: Arc::clone(engine),
            spec,
            mailbox: Mailbox::default(),
            cells: Arc::clone(cells),
            first_input: engine.directory.first_input_of(id.index()),
            first_output: outputs.start,
            outputs: outputs.len(),
            exposed,
            published,
        }
    }

    /// A node for a test, which has neither inputs nor outputs.
    pub(crate) fn alone(name: &'static str, engine: Arc<EngineShared>) -> Self {
        Self {
            id: NodeId::new(0),
            name,
            spec: NodeSpec {
                config: Box::new(()),
                start: |_| Ok(Box::pin(pending())),
                filter: None,
                policy: None,
            },
            mailbox: Mailbox::default(),
            cells: Arc::new(Cells::new(&engine.directory)),
            engine,
            first_input: 0,
            first_output: 0,
            outputs: 0,
            exposed: 0,
            published: 0,
        }
    }

    /// What feeds input `index`.
    pub(super) fn input(&self, index: usize) -> Option<&Cell> {
        let output = self.cells.source(self.first_input + index)?;
        Some(&self.cells.outputs()[output])
    }

    /// The same, to hold on to.
    pub(super) fn input_ref(&self, index: usize) -> Option<CellRef> {
        let output = self.cells.source(self.first_input + index)?;
        Some(CellRef::new(&self.cells, output))
    }

    pub(super) fn outputs(&self) -> &[Cell] {
        &self.cells.outputs()[self.first_output..][..self.outputs]
    }

    /// The outputs that someone follows.
    pub(super) fn followed(&self) -> impl Iterator<Item = &Cell> {
        self.outputs().iter().filter(|cell| cell.keeps())
    }

    /// The outputs that the worker exposes, one bit each.
    pub(super) const fn exposed(&self) -> u64 {
        self.exposed
    }

    /// The outputs that the run publishes, with their ports.
    pub(super) fn published(&self) -> impl Iterator<Item = (usize, &Cell)> {
        let outputs = self.outputs().iter().enumerate();
        outputs.filter(|&(port, _)| self.published & 1 << port != 0)
    }

    /// Output `port`, to hold on to.
    pub(super) fn output_ref(&self, port: usize) -> CellRef {
        CellRef::new(&self.cells, self.first_output + port)
    }
}
