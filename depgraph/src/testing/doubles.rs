//! The parameters of a start function, without an engine.

use std::{marker::PhantomData, sync::Arc};

use crate::{
    Ended, Latest, Output, Publish, Run, Stop, StopReason, Watch,
    driver::{CellRef, Directory, EngineShared, Final, NodeEntry, Published, RunState, Snapshot},
    error::BoxError,
    graph::Links,
};

/// A run for a test, and what the test sees and does of it.
#[derive(Debug)]
pub struct TestRun {
    run: Arc<RunState>,
}

/// A run of a node called `name`: its first, of an engine that has nothing else to say.
#[must_use]
pub fn run(name: &'static str) -> (TestRun, Run) {
    let run = state(name);
    (
        TestRun {
            run: Arc::clone(&run),
        },
        Run::new(run),
    )
}

/// A stop signal, and the run that it belongs to.
#[must_use]
pub fn stop() -> (TestRun, Stop) {
    let run = state("test");
    (
        TestRun {
            run: Arc::clone(&run),
        },
        Stop::new(run),
    )
}

/// A publisher, and a watch that sees what is published at once.
#[must_use]
pub fn publish<T: Output>() -> (Publish<T>, Watch<T>) {
    let cell = CellRef::alone(false);
    let watch = Watch::new(Some(cell.clone()));
    (Publish::new(state("test"), cell, 0), watch)
}

/// A latest input that starts with `first`, and what feeds it.
#[must_use]
#[expect(clippy::missing_panics_doc, reason = "it does not, as it says")]
pub fn latest<T: Output>(first: T) -> (Source<T>, Latest<T>) {
    let source = Source::new(true);
    source.set(first);
    let latest = Latest::new(source.cell.clone()).expect("the value has just been set");
    (source, latest)
}

/// A watched input that has no value yet, and what feeds it.
#[must_use]
pub fn watch<T: Output>() -> (Source<T>, Watch<T>) {
    let source = Source::new(false);
    let watch = Watch::new(Some(source.cell.clone()));
    (source, watch)
}

/// Feeds a [`Latest`] or a [`Watch`] in a test.
#[derive(Debug)]
pub struct Source<T> {
    cell: CellRef,
    of: PhantomData<fn(T)>,
}

impl<T: Output> Source<T> {
    fn new(keeps: bool) -> Self {
        Self {
            cell: CellRef::alone(keeps),
            of: PhantomData,
        }
    }

    /// The provider has this value now.
    pub fn set(&self, value: T) {
        let _accepted = self.cell.publish(0, Published::Set(Arc::new(value)));
    }

    /// The provider has gone: a watch sees nothing, a latest input keeps its last value.
    pub fn clear(&self) {
        let _accepted = self.cell.publish(0, Published::Clear);
    }
}

impl TestRun {
    /// Asks the run to stop; once it has been asked, this changes nothing.
    pub fn request_stop(&self, reason: StopReason) {
        self.run.request_stop(reason);
    }

    /// What the run last said with [`Run::status`].
    #[must_use]
    pub fn status(&self) -> Option<String> {
        self.run.said().status
    }

    /// What the run said with [`Run::note`] under `key`.
    #[must_use]
    pub fn note(&self, key: &str) -> Option<String> {
        self.run.said().notes.remove(key)
    }

    /// Ends the run as an engine does when its worker is over: asks its tasks to stop, and waits for them.
    ///
    /// # Errors
    ///
    /// The first error, or panic, of a task that the run spawned.
    ///
    /// # Cancel safety
    ///
    /// The tasks are asked to stop when this future is first polled; dropping it then does not take that back.
    pub async fn finish(&self) -> Result<(), BoxError> {
        self.run.request_stop(StopReason::RunOver);
        if let Some(tasks) = self.run.close_tasks() {
            tasks.await;
        }
        self.run.take_failure().map_or(Ok(()), Err)
    }
}

/// A run of an engine that has ended before it began, so that whoever asks it gets an answer.
fn state(name: &'static str) -> Arc<RunState> {
    let directory = Directory::new("test", &[], Links::default());
    let engine = EngineShared::new(directory, None);
    let snapshot = Snapshot::of_nothing(&engine.directory);
    engine.end(|| Final {
        result: Ok(Ended::default()),
        snapshot,
    });
    Arc::new(RunState::new(Arc::new(NodeEntry::alone(name, engine)), 1))
}
