//! Where the values of one output live, across all runs of its node.

mod state;

use std::{
    any::Any,
    sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError},
};

use tokio::sync::Notify;

use self::state::{CellState, Stage};
use super::change::{Accepted, Published, Release};
use crate::machine::Op;

/// A value of an output, its type forgotten.
pub(crate) type Value = Arc<dyn Any + Send + Sync>;

/// One output of one node.
///
/// A value is made, replaced and dropped on the tasks of the run that publishes it, but becomes visible only when the
/// machine has taken note, so that nobody starts with one value while the machine believes in another.
#[derive(Debug, Default)]
pub(crate) struct Cell {
    state: Mutex<CellState>,
    /// Whether the last value is kept when it goes: someone takes it as `Latest`.
    keeps: bool,
    /// Notified of every change that a watcher may see, and of every release; made when someone first waits for one.
    changed: OnceLock<Box<Notify>>,
}

impl Cell {
    /// An output for a test, which no engine looks after.
    pub(crate) fn alone(keeps: bool) -> Self {
        let cell = Self {
            keeps,
            ..Self::default()
        };
        cell.lock().stage = Stage::Alone;
        cell
    }

    fn lock(&self) -> MutexGuard<'_, CellState> {
        // No user code runs under the lock, so nothing is half done when it is poisoned.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn notify(&self) {
        if let Some(changed) = self.changed.get() {
            changed.notify_waiters();
        }
    }

    /// Whether anyone has ever waited for a change.
    pub(super) fn is_awaited(&self) -> bool {
        self.changed.get().is_some()
    }

    /// Keeps the last value from now on, for someone who takes it as `Latest`.
    pub(crate) const fn keep(&mut self) {
        self.keeps = true;
    }

    pub(crate) const fn keeps(&self) -> bool {
        self.keeps
    }

    // ---- on the task of the run that publishes

    /// Run `run`, which publishes, begins.
    pub(crate) fn begin(&self, run: u64) {
        self.lock().stage = Stage::Starting(run);
    }

    /// Run `run` publishes. What it replaces unseen is dropped here, on the caller's task.
    pub(crate) fn publish(&self, run: u64, change: Published) -> Accepted {
        let mut state = self.lock();
        let tell = match state.stage {
            Stage::Open(open) | Stage::Leaving(open) if open == run => state.rare().next.is_none(),
            Stage::Starting(starting) if starting == run => false,
            Stage::Alone => return self.publish_alone(state, change),
            Stage::Open(_) | Stage::Leaving(_) | Stage::Starting(_) | Stage::Closed => {
                drop(state);
                drop(change);
                return Accepted::RunOver;
            }
        };
        let rare = state.rare();
        rare.seq += 1;
        let seq = rare.seq;
        let replaced = rare.next.replace(change);
        drop(state);
        drop(replaced);
        Accepted::Kept { seq, tell }
    }

    fn publish_alone(&self, mut state: MutexGuard<'_, CellState>, change: Published) -> Accepted {
        state.told = Some(change);
        state.commit(self.keeps);
        let rare = state.rare();
        rare.seq += 1;
        rare.released = rare.seq;
        let seq = rare.seq;
        let garbage = state.take_garbage();
        drop(state);
        drop(garbage);
        self.notify();
        Accepted::Kept { seq, tell: false }
    }

    /// The value that `run` published last, whether or not the machine knows it yet.
    pub(crate) fn published(&self, run: u64) -> Option<Value> {
        let state = self.lock();
        match state.stage {
            Stage::Open(of) | Stage::Leaving(of) | Stage::Starting(of) if of == run => {}
            Stage::Alone => {}
            Stage::Open(_) | Stage::Leaving(_) | Stage::Starting(_) | Stage::Closed => return None,
        }
        let next = state.if_rare().and_then(|rare| rare.next.as_ref());
        match next.or(state.told.as_ref()) {
            Some(Published::Set(value)) => Some(Arc::clone(value)),
            Some(Published::Clear) => None,
            None => state.value.clone().filter(|_| state.is_visible),
        }
    }

    /// The start of `run` is over, and its worker has exposed `value`.
    pub(crate) fn expose_first(&self, run: u64, value: Value) {
        let mut state = self.lock();
        state.stage = Stage::Open(run);
        state.told = Some(Published::Set(value));
    }

    /// The start of `run`, which publishes, is over; returns whether the output has a value.
    pub(crate) fn open(&self, run: u64) -> bool {
        let mut state = self.lock();
        state.stage = Stage::Open(run);
        state.told = state.take_next();
        matches!(state.told, Some(Published::Set(_)))
    }

    /// Takes out what the run may drop now.
    pub(crate) fn garbage(&self) -> Vec<Value> {
        self.lock().take_garbage()
    }

    /// The run is over: gives all that it leaves behind to `discard`.
    pub(crate) fn close(&self, mut discard: impl FnMut(Value)) {
        let mut state = self.lock();
        state.stage = Stage::Closed;
        let garbage = state.take_garbage();
        let next = state.take_next();
        let (told, value) = if self.keeps {
            // The machine may yet agree to what it was told, and then counts on it for good.
            (None, None)
        } else {
            (state.told.take(), state.value.take())
        };
        state.hide();
        state.grow_stale();
        drop(state);
        self.notify();
        garbage.into_iter().for_each(&mut discard);
        told.and_then(Published::value).map(&mut discard);
        next.and_then(Published::value).map(&mut discard);
        value.map(discard);
    }

    /// The worker of the run is over, or is asked to stop: from now on nobody looks after the value.
    pub(crate) fn leave(&self) {
        let mut state = self.lock();
        if let Stage::Open(run) = state.stage {
            state.stage = Stage::Leaving(run);
        }
        state.grow_stale();
        drop(state);
        self.notify();
    }

    // ---- in the loop

    /// What the machine is told next, with its number; nothing if the run has ended since.
    pub(crate) fn tell(&self) -> Option<(u64, Op)> {
        let mut state = self.lock();
        let next = state.take_next()?;
        let op = match next {
            Published::Set(_) => Op::Set,
            Published::Clear => Op::Clear,
        };
        let told = state.told.replace(next).and_then(Published::value);
        let rare = state.rare();
        rare.garbage.extend(told);
        Some((rare.seq, op))
    }

    /// The machine has heard the last of a run: returns what nobody will see or drop, to be dropped.
    pub(crate) fn abandoned(&self) -> Vec<Value> {
        let mut state = self.lock();
        let mut left = state.take_garbage();
        left.extend(state.told.take().and_then(Published::value));
        left
    }

    /// The engine has ended: returns every value that is left and that nobody follows, to be dropped.
    pub(crate) fn emptied(&self) -> Vec<Value> {
        let mut left = self.abandoned();
        let mut state = self.lock();
        state.is_over = true;
        left.extend(state.unfollowed());
        left
    }

    /// Lets what the machine was told be seen; returns whether the run has something to drop.
    pub(crate) fn commit(&self) -> bool {
        let mut state = self.lock();
        state.commit(self.keeps);
        let has_garbage = state.has_garbage();
        drop(state);
        self.notify();
        has_garbage
    }

    /// The same for the end of a start: there is nothing that anyone could still hold.
    pub(crate) fn expose(&self) -> bool {
        let mut state = self.lock();
        state.commit(self.keeps);
        if state.if_rare().is_some() {
            let rare = state.rare();
            rare.released = rare.seq;
            rare.stuck.clear();
        }
        let has_garbage = state.has_garbage();
        drop(state);
        self.notify();
        has_garbage
    }

    /// Lets the value be seen no more.
    pub(crate) fn withdraw(&self) {
        self.lock().hide();
        self.notify();
    }

    /// What change `seq`, and all before it, replaced is free; but for what `stuck` hold.
    pub(crate) fn release(&self, seq: u64, stuck: Vec<String>) {
        let mut state = self.lock();
        let rare = state.rare();
        rare.released = seq;
        rare.stuck = stuck;
        drop(state);
        self.notify();
    }

    // ---- on the tasks of those who take the value

    /// The value, while it may be seen.
    pub(crate) fn visible(&self) -> Option<Value> {
        let state = self.lock();
        state.value.clone().filter(|_| state.is_visible)
    }

    /// Someone follows the value, if there has been one.
    pub(crate) fn follow(&self) -> Option<Value> {
        let mut state = self.lock();
        let value = state.value.clone()?;
        state.rare().followers += 1;
        Some(value)
    }

    /// Someone follows the value no longer. What nobody needs any more is dropped here, on the caller's task.
    pub(crate) fn unfollow(&self) {
        let mut state = self.lock();
        state.rare().followers -= 1;
        let left = state.unfollowed();
        drop(state);
        drop(left);
    }

    /// The last value that could be seen.
    pub(crate) fn latest(&self) -> Option<Value> {
        self.lock().value.clone()
    }

    pub(crate) fn is_fresh(&self) -> bool {
        self.lock().is_fresh
    }

    /// The number of what a follower has now.
    pub(crate) fn turn(&self) -> u64 {
        self.lock().turn
    }

    pub(crate) fn is_visible(&self) -> bool {
        let state = self.lock();
        state.is_visible
    }

    /// The number of what can be seen now.
    pub(crate) fn version(&self) -> u64 {
        self.lock().version
    }

    /// What has become of change `seq` of run `run`.
    pub(crate) fn release_of(&self, run: u64, seq: u64) -> Release {
        let state = self.lock();
        let is_over = match state.stage {
            Stage::Open(up) | Stage::Leaving(up) | Stage::Starting(up) => up != run,
            Stage::Closed => true,
            Stage::Alone => false,
        };
        match state.if_rare() {
            _ if is_over => Release::RunOver,
            Some(rare) if rare.released >= seq && rare.stuck.is_empty() => Release::Free,
            Some(rare) if rare.released >= seq => Release::Stuck(rare.stuck.clone()),
            Some(_) | None => Release::Pending,
        }
    }

    /// Waits until `check` has an answer; it is asked again after every change.
    pub(crate) async fn wait_for<R>(&self, mut check: impl FnMut(&Self) -> Option<R>) -> R {
        let changed = self.changed.get_or_init(Box::default);
        loop {
            let mut notified = std::pin::pin!(changed.notified());
            notified.as_mut().enable();
            if let Some(answer) = check(self) {
                return answer;
            }
            notified.await;
        }
    }
}
