//! The end of the engine.

use std::{mem, sync::Arc};

use super::{
    Cells, RunState, Snapshot,
    cell::Cell,
    drive::Driver,
    node_task::NodeTask,
    shared::{EngineShared, Final},
    unwind::discard,
};
use crate::{Ended, EngineError, NodeError, error::Failure};

impl Driver {
    /// Everything has ended.
    pub(super) fn finish(mut self) {
        let result = self.result();
        let now = self.shared.clock.now();
        // Without runs: a stuck one would keep what it shares with the engine, and be kept by it.
        let mut snapshot = Snapshot::of_nothing(&self.shared.directory);
        self.machine.show(now, &mut snapshot.view);
        snapshot.now = now;
        snapshot.failures = mem::take(&mut self.failures);
        snapshot.declined = mem::take(&mut self.declined);
        self.shared.end(|| Final { result, snapshot });
        let left = self.left();
        tokio::spawn(async { drop(left) });
    }

    /// What there is to drop when it is over.
    pub(super) fn left(self) -> Left {
        Left {
            tasks: self.tasks,
            cells: Arc::clone(&self.shared.cells),
            runs: self.runs,
        }
    }

    fn result(&self) -> Result<Ended, EngineError> {
        let (code, worst) = self.finished.unwrap_or_default();
        let late = self.late.list(&self.machine, &self.shared.directory);
        let Some((node, run)) = worst else {
            return Ok(Ended { code, late });
        };
        let error = |failure: &Arc<Failure>| NodeError::new(Arc::clone(failure));
        let is_worst =
            |failure: &Arc<Failure>| failure.node == self.name(node) && failure.run == run;
        let known = self.fatal.iter().chain(self.failures.iter().flatten());
        let worst = known.clone().find(|failure| is_worst(failure)).map(error);
        let others = self
            .fatal
            .iter()
            .filter(|failure| !is_worst(failure))
            .map(error)
            .collect();
        Err(EngineError::new(worst, others, late))
    }
}

/// What an engine leaves behind. Configurations and kept values are the user's, and so is their `Drop`: each may panic.
pub(super) struct Left {
    tasks: Vec<Option<NodeTask>>,
    cells: Arc<Cells>,
    runs: Vec<Option<Arc<RunState>>>,
}

impl Drop for Left {
    fn drop(&mut self) {
        self.runs.clear();
        for left in self.tasks.drain(..) {
            let _panicked = discard(left);
        }
        // Whoever still watches an output keeps its cell, but is not to be the one who drops what is in it.
        for left in self.cells.outputs().iter().flat_map(Cell::emptied) {
            let _panicked = discard(left);
        }
    }
}

/// Ends the engine for those who wait for that, also when its loop is dropped with its runtime, or panics.
pub(super) struct EndsInAnyCase(pub(super) Arc<EngineShared>);

impl Drop for EndsInAnyCase {
    fn drop(&mut self) {
        let left = self.0.set_driver(None).map(|driver| driver.left());
        self.0.end(|| Final {
            result: Err(EngineError::new(None, Vec::new(), Vec::new())),
            snapshot: Snapshot::of_nothing(&self.0.directory),
        });
        drop(left);
    }
}
