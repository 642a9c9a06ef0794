//! One run, as the task of its node polls it: everything of the user's happens here, and all that can go wrong here
//! stays here.

use std::{
    pin::Pin,
    sync::Arc,
    task::{Context, Poll},
};

use super::{
    RunState, StartCx, Work,
    cell::Cell,
    observe,
    shared::{Signal, judge},
    start::{InputGone, ToldToStop},
    unwind::{contain, discard, one_line},
};
use crate::{
    Exit, StopReason, Verdict,
    error::{BoxError, Failure},
    machine::Outcome,
};

/// One run, from its start function to the last of its tasks.
pub(super) struct LiveRun {
    run: Arc<RunState>,
    stage: Stage,
}

enum Stage {
    /// Nothing of the user's has been called.
    New,
    /// The start function, then the worker.
    Working(Work),
    /// The worker is over; the tasks of the run are not.
    Draining {
        result: Result<Exit, BoxError>,
        told: Option<StopReason>,
        tasks: Pin<Box<dyn Future<Output = ()> + Send>>,
    },
    Gone,
}

/// Why a run's end is an error, where it is not the user's.
#[derive(Debug, thiserror::Error)]
enum RunError {
    #[error("the worker ended as if it had been asked to stop, but nobody asked")]
    StoppedUnasked,
    #[error("the start took longer than its `start_timeout`")]
    StartTimeout,
    #[error("did not stop within its deadline, and was dropped")]
    Late,
    #[error("{error}; and what judges it {panicked}")]
    Unjudged { error: String, panicked: BoxError },
}

/// What the machine is told of an end, and what people are.
struct End {
    outcome: Outcome,
    failure: Option<BoxError>,
    reason: Option<String>,
}

impl LiveRun {
    pub(super) const fn new(run: Arc<RunState>) -> Self {
        Self {
            run,
            stage: Stage::New,
        }
    }

    /// Why it was asked to stop, if it was.
    pub(super) fn stop_reason(&self) -> Option<StopReason> {
        self.run.stop_reason()
    }

    fn begin(&mut self) {
        for (_, cell) in self.run.node.published() {
            cell.begin(self.run.number);
        }
        if self.run.stop_reason().is_some() {
            return self.finish(Err(ToldToStop.into()));
        }
        let cx = StartCx {
            run: Arc::clone(&self.run),
        };
        match contain(|| (self.run.node.spec.start)(cx)) {
            Ok(Ok(work)) => self.stage = Stage::Working(work),
            Ok(Err(error)) | Err(error) => self.finish(Err(error)),
        }
    }

    /// The worker is over. Lets go of it, and ends the run or waits for its tasks.
    fn finish(&mut self, result: Result<Exit, BoxError>) {
        let told = self.run.stop_reason();
        let tasks = self.run.close_tasks();
        let takes_time = tasks.is_some() || !self.run.node.outputs().is_empty() || result.is_err();
        if takes_time && told.is_none() {
            self.run.node.engine.signal(Signal::Ending {
                node: self.run.node.id,
                run: self.run.number,
            });
        }
        self.run.node.followed().for_each(Cell::leave);
        let worker = std::mem::replace(&mut self.stage, Stage::Gone);
        if let Err(panicked) = discard(worker) {
            self.run.fail(panicked);
        }
        match tasks {
            Some(tasks) => {
                self.run.request_stop(StopReason::RunOver);
                self.stage = Stage::Draining {
                    result,
                    told,
                    tasks,
                };
            }
            None => self.end(result, told),
        }
    }

    /// Nothing of the run is left but its values.
    fn end(&self, result: Result<Exit, BoxError>, told: Option<StopReason>) {
        for cell in self.run.node.outputs() {
            cell.close(|value| {
                if let Err(panicked) = discard(value) {
                    self.run.fail(panicked);
                }
            });
        }
        let End {
            outcome,
            failure,
            reason,
        } = self.judge(result, told);
        let failure = self.most_telling(failure);
        let failure = failure.map(|error| self.describe(error, outcome));
        self.run.node.engine.signal_here(Signal::Ended {
            node: self.run.node.id,
            run: self.run.number,
            outcome,
            failure,
            reason,
        });
    }

    /// The error of the worker; else what went wrong beside it, which is shown but changes nothing of what it said.
    fn most_telling(&self, failure: Option<BoxError>) -> Option<BoxError> {
        let beside = self.run.take_failure();
        if failure.is_some() {
            let _panicked = discard(beside);
            return failure;
        }
        let late = self.run.is_killed().then(|| RunError::Late.into());
        beside.or(late)
    }

    /// What a result means to the engine.
    fn judge(&self, result: Result<Exit, BoxError>, told: Option<StopReason>) -> End {
        let failed = |error: RunError| End {
            outcome: Outcome::Failed,
            failure: Some(error.into()),
            reason: None,
        };
        let fine = |outcome| End {
            outcome,
            failure: None,
            reason: None,
        };
        match result {
            Err(error) if error.is::<InputGone>() || error.is::<ToldToStop>() => match told {
                Some(StopReason::StartTimeout) => failed(RunError::StartTimeout),
                Some(_) | None => fine(Outcome::Aborted),
            },
            Err(error) if error.is::<RunError>() => failed(match told {
                Some(StopReason::StartTimeout) => RunError::StartTimeout,
                Some(_) | None => RunError::Late,
            }),
            Err(error) => self.judge_error(error),
            Ok(Exit::Remove) => fine(Outcome::Remove),
            Ok(Exit::Shutdown(code)) => fine(Outcome::Shutdown(code)),
            Ok(_) if told == Some(StopReason::StartTimeout) => failed(RunError::StartTimeout),
            Ok(Exit::Stopped) if told.is_none() => failed(RunError::StoppedUnasked),
            Ok(Exit::Stopped) => fine(Outcome::Stopped),
            Ok(Exit::Done) => fine(Outcome::Done),
            Ok(Exit::Restart) => fine(Outcome::Restart),
            Ok(Exit::Wait(reason)) => End {
                outcome: Outcome::Declined,
                failure: None,
                reason: Some(reason),
            },
        }
    }

    /// What the node's filter, or else the engine's judge, makes of an error.
    fn judge_error(&self, error: BoxError) -> End {
        let asked = contain(|| {
            let own = self
                .run
                .node
                .spec
                .filter
                .as_ref()
                .and_then(|filter| filter(&*error));
            own.or_else(|| judge(&self.run.node.engine, &error, self.run.node.name))
                .unwrap_or_default()
        });
        let (verdict, error) = match asked {
            Ok(verdict) => (verdict, error),
            Err(panicked) => {
                let unjudged = RunError::Unjudged {
                    error: one_line(&*error),
                    panicked,
                };
                let _panicked_too = discard(error);
                (Verdict::Retry, unjudged.into())
            }
        };
        let outcome = match verdict {
            Verdict::Retry => Outcome::Failed,
            Verdict::Wait => Outcome::Declined,
            Verdict::Restart => Outcome::Restart,
            Verdict::Done => Outcome::Done,
            Verdict::Remove => Outcome::Remove,
            Verdict::GiveUp => Outcome::GiveUp,
            Verdict::Fatal(severity) => Outcome::Fatal(severity),
        };
        let reason = (outcome == Outcome::Declined).then(|| one_line(&*error));
        End {
            outcome,
            failure: Some(error),
            reason,
        }
    }

    /// An error as it is kept: as a text, and as itself only if it is what the engine may end with.
    fn describe(&self, error: BoxError, outcome: Outcome) -> Arc<Failure> {
        let text = one_line(&*error).into();
        let error = match outcome {
            Outcome::Fatal(_) => Some(Arc::from(error)),
            Outcome::Stopped
            | Outcome::Aborted
            | Outcome::Done
            | Outcome::Restart
            | Outcome::Declined
            | Outcome::Remove
            | Outcome::Shutdown(_)
            | Outcome::Failed
            | Outcome::GiveUp => {
                // A `Drop` that panics has nothing to add to the error itself.
                let _panicked = discard(error);
                None
            }
        };
        let at = self.run.node.engine.clock.now();
        Arc::new(Failure {
            node: self.run.node.name,
            run: self.run.number,
            at,
            text,
            error,
        })
    }
}

impl Future for LiveRun {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        let this = &mut *self;
        let is_new = matches!(this.stage, Stage::New);
        if is_new {
            this.begin();
        }
        if this.run.take_garbage() {
            for value in this.run.node.outputs().iter().flat_map(Cell::garbage) {
                if let Err(error) = discard(value) {
                    this.run.fail(error);
                }
            }
        }
        if let Stage::Working(work) = &mut this.stage {
            let failure = match this.run.stop_reason() {
                None => this.run.take_failure(),
                // A worker that was told to stop has the time that it takes to clean up.
                Some(_) => None,
            };
            let result = if let Some(error) = failure {
                Err(error)
            } else if this.run.is_killed() {
                Err(RunError::Late.into())
            } else {
                let polled = contain(|| {
                    let polled = work.poll(&this.run, cx);
                    if is_new && polled.is_pending() && !this.run.has_started() {
                        observe::starting(&this.run);
                    }
                    polled
                });
                match polled {
                    Ok(Poll::Pending) => return Poll::Pending,
                    Ok(Poll::Ready(result)) => result,
                    Err(panicked) => Err(panicked),
                }
            };
            this.finish(result);
        }
        if let Stage::Draining { tasks, .. } = &mut this.stage {
            if this.run.is_killed() {
                this.run.kill_tasks();
            }
            if tasks.as_mut().poll(cx).is_pending() {
                return Poll::Pending;
            }
            if let Stage::Draining { result, told, .. } =
                std::mem::replace(&mut this.stage, Stage::Gone)
            {
                this.end(result, told);
            }
        }
        Poll::Ready(())
    }
}
