//! What the loop, the runs and all handles share.

use std::{
    mem,
    sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError},
    thread,
    time::{Duration, SystemTime},
};

use tokio::{
    runtime::{Handle, RuntimeFlavor},
    sync::{Notify, broadcast},
    time::Instant,
};

use super::{Cells, Command, Directory, Driver, RunState, queue::Queue};
use crate::{
    engine::Judge,
    error::{BoxError, Failure},
    event::Event,
    machine::{NodeId, Outcome, Time, View},
};

/// What the loop, the runs and all handles share. It does not keep the loop going.
pub(crate) struct EngineShared {
    pub(crate) directory: Directory,
    pub(crate) cells: Arc<Cells>,
    pub(crate) judge: Option<Judge>,
    pub(crate) clock: Clock,
    /// Whether the loop can run while one of the runtime's threads is blocked.
    has_threads: bool,
    pub(super) signals: Queue,
    /// What the loop and the tasks of nodes take turns at.
    driver: Mutex<Option<Box<Driver>>>,
    /// Made when someone first wants to know.
    events: OnceLock<broadcast::Sender<Event>>,
    outcome: OnceLock<Final>,
    over: Notify,
}

/// How many events are kept for the slowest reader.
const KEPT: usize = 4096;

/// How many times in a row the task of a node works the driver, for others who have news: then the loop goes on.
const TURNS: usize = 64;

/// What the loop is told.
pub(crate) enum Signal {
    Started {
        node: NodeId,
        run: u64,
        set: u64,
    },
    Published {
        node: NodeId,
        run: u64,
        port: usize,
    },
    Ending {
        node: NodeId,
        run: u64,
    },
    Ended {
        node: NodeId,
        run: u64,
        outcome: Outcome,
        failure: Option<Arc<Failure>>,
        reason: Option<String>,
    },
    Command(Command),
}

/// How the engine ended, and what it looked like then.
pub(crate) struct Final {
    pub(crate) result: Result<crate::Ended, crate::EngineError>,
    pub(crate) snapshot: Snapshot,
}

/// What a report is made from, by whoever asks for it.
#[derive(Clone)]
pub(crate) struct Snapshot {
    pub(crate) view: View,
    pub(crate) now: Time,
    pub(crate) is_over: bool,
    /// Of every node, the last failure.
    pub(crate) failures: Vec<Option<Arc<Failure>>>,
    /// Of every node, why it declined.
    pub(crate) declined: Vec<Option<Arc<str>>>,
    /// Of every node, the run that is up.
    pub(crate) runs: Vec<Option<Arc<RunState>>>,
}

impl Snapshot {
    /// What there is to say of an engine that cannot be asked: every node is stopped.
    pub(crate) fn of_nothing(directory: &Directory) -> Self {
        let nodes = directory.nodes.len();
        Self {
            view: View::stopped(nodes, directory.needs(), directory.ports()),
            now: Time::default(),
            is_over: true,
            failures: vec![None; nodes],
            declined: vec![None; nodes],
            runs: vec![None; nodes],
        }
    }
}

/// tokio's clock, and what it said at the start on the wall.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Clock {
    start: Instant,
    wall: SystemTime,
}

impl Clock {
    pub(crate) fn new() -> Self {
        Self {
            start: Instant::now(),
            wall: SystemTime::now(),
        }
    }

    pub(crate) fn now(&self) -> Time {
        Time::after_start(self.start.elapsed())
    }

    pub(crate) fn instant(&self, time: Time) -> Instant {
        // A moment that the clock cannot tell is never.
        self.start
            .checked_add(time.since_start())
            .unwrap_or_else(|| self.start + FAR)
    }

    /// The wall clock's `time`, as if nobody had set it since the engine started.
    pub(crate) fn wall(&self, time: Time) -> SystemTime {
        self.wall
            .checked_add(time.since_start())
            .unwrap_or(self.wall)
    }
}

/// Thirty years, which is what tokio itself takes for ever.
const FAR: Duration = Duration::from_secs(86_400 * 365 * 30);

impl EngineShared {
    pub(crate) fn new(directory: Directory, judge: Option<Judge>) -> Arc<Self> {
        Arc::new(Self {
            cells: Arc::new(Cells::new(&directory)),
            directory,
            judge,
            clock: Clock::new(),
            has_threads: has_threads(),
            signals: Queue::default(),
            driver: Mutex::default(),
            events: OnceLock::new(),
            outcome: OnceLock::new(),
            over: Notify::new(),
        })
    }

    /// Tells the loop; nothing if it has ended. User code may follow on this thread.
    ///
    /// What a thread of tokio's wakes last is run by that thread alone, when it is done with what it is at. If user
    /// code then blocks the thread, that is never: so something else is woken after the loop, which other threads may
    /// take over from then on.
    pub(crate) fn signal(&self, signal: Signal) {
        if self.signals.push(signal) && has_threads() {
            tokio::spawn(async {});
        }
    }

    /// Has done what a run's signal asks for, on the run's own task: it need not find its way to the loop. If another task is
    /// at work, that sees to it. No user code may follow on this thread if this returns that something has been woken: it
    /// could be blocked with the thread.
    pub(super) fn signal_here(&self, signal: Signal) -> bool {
        self.signal_with(signal, None::<fn(&mut Driver)>)
    }

    /// The same where user code of `run` follows that can wait. Returns whether it has to yield: what has been woken goes
    /// first.
    ///
    /// A task that yields is kept by its thread until that has nothing else to do, which is what is wanted, and costs least; but
    /// it would never go on if what has been woken blocks the thread. So the loop looks after it.
    pub(super) fn signal_here_first(&self, run: &RunState, signal: Signal) -> bool {
        let look_after = |driver: &mut Driver| driver.look_after(run);
        self.signal_with(signal, self.has_threads.then_some(look_after)) && self.has_threads
    }

    /// Has `then` done, too, if something has been woken.
    ///
    /// If another task is at work, that sees to the signal, and this one does not wait: who has worked the driver looks
    /// whether anything was left meanwhile.
    fn signal_with(&self, signal: Signal, mut then: Option<impl FnOnce(&mut Driver)>) -> bool {
        let mut signal = Some(signal);
        let mut has_woken = false;
        for turn in 1..=TURNS {
            let worked = self.try_with_driver(|driver| {
                let _told = LoopHearsOfPanic(&self.signals);
                has_woken |= driver.work_here(signal.take());
                if (has_woken || turn == TURNS)
                    && let Some(then) = then.take()
                {
                    then(driver);
                }
            });
            match (worked, signal.take()) {
                (Some(()), _) if !self.signals.has_left() => return has_woken,
                (Some(()), _) => {}
                // It may have been given back since.
                (None, Some(signal)) => self.signals.leave(signal),
                (None, None) => return has_woken,
            }
        }
        self.signals.nudge();
        true
    }

    pub(crate) fn command(&self, command: Command) {
        self.signal(Signal::Command(command));
    }

    /// What `act` makes of the driver; nothing if it has gone. After a panic, it is as good as gone.
    pub(super) fn with_driver<R>(&self, act: impl FnOnce(&mut Driver) -> R) -> Option<R> {
        worked(self.driver.lock().ok()?, act)
    }

    /// The same, but nothing if someone else is at work, either.
    fn try_with_driver<R>(&self, act: impl FnOnce(&mut Driver) -> R) -> Option<R> {
        worked(self.driver.try_lock().ok()?, act)
    }

    /// Puts another driver, or none, in the place of the one that is there.
    pub(super) fn set_driver(&self, driver: Option<Box<Driver>>) -> Option<Box<Driver>> {
        let mut place = self.driver.lock().unwrap_or_else(PoisonError::into_inner);
        mem::replace(&mut place, driver)
    }

    /// Waits until the engine has ended.
    pub(crate) async fn ended(&self) -> &Final {
        loop {
            let mut over = std::pin::pin!(self.over.notified());
            over.as_mut().enable();
            if let Some(outcome) = self.outcome.get() {
                return outcome;
            }
            over.await;
        }
    }

    /// The engine has ended, with this outcome if it has none yet.
    pub(crate) fn end(&self, outcome: impl FnOnce() -> Final) {
        self.outcome.get_or_init(outcome);
        self.signals.close();
        self.over.notify_waiters();
    }

    /// What happens from now on.
    pub(crate) fn subscribe(&self) -> broadcast::Receiver<Event> {
        let events = self.events.get_or_init(|| broadcast::Sender::new(KEPT));
        events.subscribe()
    }

    /// Those who look on, if there are any.
    pub(super) fn lookers_on(&self) -> Option<&broadcast::Sender<Event>> {
        let events = self.events.get()?;
        (events.receiver_count() > 0).then_some(events)
    }
}

/// What `act` makes of the driver. The tasks that it needs are spawned when others may work it again.
fn worked<R>(
    mut place: MutexGuard<'_, Option<Box<Driver>>>,
    act: impl FnOnce(&mut Driver) -> R,
) -> Option<R> {
    let driver = place.as_deref_mut()?;
    let result = act(driver);
    let newborn = mem::take(&mut driver.newborn);
    drop(place);
    newborn.spawn();
    Some(result)
}

/// Whether this is a runtime with several threads.
fn has_threads() -> bool {
    Handle::try_current()
        .is_ok_and(|runtime| runtime.runtime_flavor() != RuntimeFlavor::CurrentThread)
}

/// The loop has to see to the end of the engine if the work of the driver panics elsewhere, say in a log subscriber.
struct LoopHearsOfPanic<'q>(&'q Queue);

impl Drop for LoopHearsOfPanic<'_> {
    fn drop(&mut self) {
        if thread::panicking() {
            self.0.nudge();
        }
    }
}

/// What the engine is judged by, if its owner has a say in every error: kept here so that a run can ask on its own task.
pub(crate) fn judge(
    shared: &EngineShared,
    error: &BoxError,
    node: &'static str,
) -> Option<crate::Verdict> {
    shared.judge.as_ref().map(|judge| judge(node, &**error))
}
