//! The outputs of all nodes of a graph, in one place.

use std::{ops::Deref, sync::Arc};

use super::{Directory, cell::Cell};
use crate::graph::meta::InputKind;

/// The outputs of all nodes of a graph, and which of them feeds which input.
#[derive(Debug)]
pub(crate) struct Cells {
    outputs: Box<[Cell]>,
    /// Of every input of every node, the output that feeds it.
    inputs: Box<[Option<u32>]>,
}

impl Cells {
    pub(crate) fn new(directory: &Directory) -> Self {
        let mut outputs: Box<[Cell]> = (0..directory.ports()).map(|_| Cell::default()).collect();
        let mut inputs = Vec::with_capacity(directory.inputs());
        for (node, meta) in directory.nodes.iter().enumerate() {
            let kinds = meta.manifold.wanted().map(|(kind, _)| kind);
            for (kind, source) in kinds.zip(directory.sources_of(node)) {
                let output =
                    source.map(|source| directory.ports_of(source.node).start + source.port);
                if let Some(output) = output
                    && kind == InputKind::Latest
                {
                    outputs[output].keep();
                }
                inputs.push(output.and_then(|output| u32::try_from(output).ok()));
            }
        }
        Self {
            outputs,
            inputs: inputs.into(),
        }
    }

    pub(super) fn outputs(&self) -> &[Cell] {
        &self.outputs
    }

    /// Which output feeds input `input`, of all inputs.
    pub(super) fn source(&self, input: usize) -> Option<usize> {
        self.inputs[input].map(|output| output as usize)
    }
}

/// One output, for whoever holds on to it.
#[derive(Clone, Debug)]
pub(crate) struct CellRef {
    cells: Arc<Cells>,
    output: usize,
}

impl CellRef {
    /// Output `output`, of all outputs.
    pub(crate) fn new(cells: &Arc<Cells>, output: usize) -> Self {
        Self {
            cells: Arc::clone(cells),
            output,
        }
    }

    /// An output for a test, which no engine looks after.
    pub(crate) fn alone(keeps: bool) -> Self {
        let cells = Cells {
            outputs: [Cell::alone(keeps)].into(),
            inputs: [].into(),
        };
        Self::new(&Arc::new(cells), 0)
    }
}

/// One output, for whoever follows it: its last value stays for as long as there is one of these.
#[derive(Debug)]
pub(crate) struct Follower(CellRef);

impl Follower {
    /// Follows `cell`, if it has had a value.
    pub(crate) fn new(cell: CellRef) -> Option<Self> {
        cell.follow()?;
        Some(Self(cell))
    }
}

impl Clone for Follower {
    fn clone(&self) -> Self {
        let _there = self.0.follow();
        Self(self.0.clone())
    }
}

impl Drop for Follower {
    fn drop(&mut self) {
        self.0.unfollow();
    }
}

impl Deref for Follower {
    type Target = Cell;

    fn deref(&self) -> &Cell {
        &self.0
    }
}

impl Deref for CellRef {
    type Target = Cell;

    fn deref(&self) -> &Cell {
        &self.cells.outputs[self.output]
    }
}
