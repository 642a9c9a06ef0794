//! What is known of one run, and for how long it is there.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use depgraph::{InputKind, Stop, StopReason};
use tokio::time::Instant;

use super::{journal::Journal, value::Stamp};

/// One run whose start was called.
pub(super) struct RunLog {
    pub(super) node: usize,
    pub(super) number: u64,
    pub(super) stop: Stop,
    pub(super) held: Vec<(InputKind, Stamp)>,
    pub(super) conditions: Vec<Arc<Self>>,
    pub(super) progress: Mutex<Progress>,
}

#[derive(Default)]
pub(super) struct Progress {
    /// How many futures of the run are alive.
    pub(super) parts: usize,
    pub(super) stage: Stage,
    /// When its worker was polled first.
    pub(super) started: Option<Instant>,
    /// Since when it is to end: it noticed that it was told to, or was over. Its deadline counts from there.
    pub(super) ends: Option<Instant>,
    /// What was published before the start was over, by port.
    pub(super) early: BTreeMap<usize, Option<u64>>,
    /// Whether something of its own went wrong, so that the engine drops the rest of it.
    pub(super) is_broken: bool,
}

#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Stage {
    #[default]
    Starting,
    /// Its start is over, and it has not been run yet.
    Made,
    Running,
    Over,
}

impl RunLog {
    pub(super) fn progress(&self) -> MutexGuard<'_, Progress> {
        self.progress.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Its start hands over a worker.
    pub(super) fn made(&self) {
        self.progress().stage = Stage::Made;
    }

    /// It is to end from now on, at the latest.
    pub(super) fn ends(&self) {
        let _first = self.progress().ends.get_or_insert_with(Instant::now);
    }

    /// Something of its own goes wrong, other than its end.
    pub(super) fn breaks(&self) {
        self.progress().is_broken = true;
    }
}

/// Whether a provider has not been asked to stop; that its tasks are after it has ended by itself is another matter.
pub(super) fn is_unasked(run: &RunLog) -> bool {
    matches!(run.stop.reason(), None | Some(StopReason::RunOver))
}

/// A future of a run, for as long as it exists.
pub(super) struct Part {
    pub(super) journal: Arc<Journal>,
    pub(super) run: Arc<RunLog>,
    is_worker: bool,
    is_done: bool,
}

impl Part {
    /// The worker, and its start.
    pub(super) fn worker(journal: &Arc<Journal>, run: &Arc<RunLog>) -> Self {
        Self::new(journal, run, true)
    }

    /// A task of the run.
    pub(super) fn task(&self) -> Self {
        Self::new(&self.journal, &self.run, false)
    }

    fn new(journal: &Arc<Journal>, run: &Arc<RunLog>, is_worker: bool) -> Self {
        run.progress().parts += 1;
        Self {
            journal: Arc::clone(journal),
            run: Arc::clone(run),
            is_worker,
            is_done: false,
        }
    }

    /// It ends by itself.
    pub(super) fn done(&mut self) {
        self.is_done = true;
    }
}

impl Drop for Part {
    fn drop(&mut self) {
        let was_handed_over = self.is_worker && self.run.progress().stage == Stage::Made;
        if std::thread::panicking() {
            self.run.breaks();
        }
        let was_cut = !self.is_done && !was_handed_over;
        self.journal.part_gone(&self.run, was_cut);
    }
}
