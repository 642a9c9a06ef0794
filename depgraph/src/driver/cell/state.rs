//! What is known of one output, behind its lock.

use std::mem;

use super::Value;
use crate::driver::change::Published;

/// What is known of one output.
#[derive(Debug, Default)]
pub(super) struct CellState {
    pub(super) stage: Stage,
    /// What those get who start now, or follow.
    pub(super) value: Option<Value>,
    pub(super) is_visible: bool,
    /// What the machine has been told, but has not agreed to yet.
    pub(super) told: Option<Published>,
    /// Counts what a watcher may see.
    pub(super) version: u64,
    /// Whether the worker that made the value still looks after it, and how many times a follower was told otherwise,
    /// or of another value.
    pub(super) is_fresh: bool,
    pub(super) turn: u64,
    /// The last value stays for as long as anyone follows it, even if the engine has ended.
    pub(super) is_over: bool,
    rare: Option<Box<Rare>>,
}

/// What an output has only if it is published, or followed; made for the first use.
#[derive(Debug, Default)]
pub(super) struct Rare {
    /// What the machine is to be told.
    pub(super) next: Option<Published>,
    /// Values that are out of use; the run drops them.
    pub(super) garbage: Vec<Value>,
    /// How many follow.
    pub(super) followers: usize,
    /// The number of the last change, and of the last whose old value is free.
    pub(super) seq: u64,
    pub(super) released: u64,
    /// Who will not let go of what the last released change replaced.
    pub(super) stuck: Vec<String>,
}

#[derive(Debug, Default, PartialEq)]
pub(super) enum Stage {
    /// No run publishes.
    #[default]
    Closed,
    /// A run starts: what it publishes is kept until it has.
    Starting(u64),
    /// A run publishes.
    Open(u64),
    /// A run publishes whose worker is over, or has been asked to stop.
    Leaving(u64),
    /// There is no engine: what is published is visible at once.
    Alone,
}

impl CellState {
    pub(super) fn rare(&mut self) -> &mut Rare {
        self.rare.get_or_insert_default()
    }

    /// The same, if there is anything.
    pub(super) fn if_rare(&self) -> Option<&Rare> {
        self.rare.as_deref()
    }

    pub(super) fn take_next(&mut self) -> Option<Published> {
        self.rare.as_mut()?.next.take()
    }

    pub(super) fn take_garbage(&mut self) -> Vec<Value> {
        let rare = self.rare.as_mut();
        rare.map(|rare| mem::take(&mut rare.garbage))
            .unwrap_or_default()
    }

    pub(super) fn has_garbage(&self) -> bool {
        self.if_rare().is_some_and(|rare| !rare.garbage.is_empty())
    }

    fn throw_away(&mut self, value: Option<Value>) {
        if let Some(value) = value {
            self.rare().garbage.push(value);
        }
    }

    pub(super) fn commit(&mut self, keeps: bool) {
        match self.told.take() {
            Some(Published::Set(value)) => {
                let old = self.value.replace(value);
                self.throw_away(old);
                // A run that is over leaves its last value to those who keep it, and to nobody else.
                self.is_visible = self.stage != Stage::Closed;
                self.version += 1;
                self.is_fresh = matches!(self.stage, Stage::Open(_) | Stage::Alone);
                self.turn += 1;
            }
            Some(Published::Clear) => {
                self.hide();
                self.grow_stale();
                if !keeps {
                    let old = self.value.take();
                    self.throw_away(old);
                }
            }
            None => {}
        }
    }

    /// What is left when the engine has ended, unless someone follows it.
    pub(super) fn unfollowed(&mut self) -> Option<Value> {
        let is_followed = self.if_rare().is_some_and(|rare| rare.followers > 0);
        if self.is_over && !is_followed {
            self.value.take()
        } else {
            None
        }
    }

    pub(super) fn grow_stale(&mut self) {
        if self.is_fresh {
            self.is_fresh = false;
            self.turn += 1;
        }
    }

    pub(super) fn hide(&mut self) {
        if self.is_visible {
            self.is_visible = false;
            self.version += 1;
        }
    }
}
