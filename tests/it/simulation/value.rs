//! What nodes give to each other: values that know where they come from, and may misbehave.

use std::{
    any::Any,
    panic::resume_unwind,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

use depgraph::{Latest, Output, Publish, Published, Watch};

use super::run_log::RunLog;

/// The output 0 of a drawn node.
#[derive(Clone, PartialEq, Output)]
pub(super) struct Alpha(Payload);

/// The output 1 of a drawn node.
#[derive(Clone, PartialEq, Output)]
pub(super) struct Beta(Payload);

/// What no node provides.
#[derive(Clone, PartialEq, Output)]
pub(super) struct Gamma(Payload);

/// An output that is nothing but a payload.
pub(super) trait Sample: Output + PartialEq {
    fn new(payload: Payload) -> Self;
    fn payload(&self) -> &Payload;
}

macro_rules! samples {
    ($($sample:ident)*) => { $(
        impl $crate::simulation::value::Sample for $sample {
            fn new(payload: $crate::simulation::value::Payload) -> Self {
                Self(payload)
            }

            fn payload(&self) -> &$crate::simulation::value::Payload {
                &self.0
            }
        }
    )* };
}

pub(super) use samples;

samples!(Alpha Beta Gamma);

/// Where a value comes from.
#[derive(Clone)]
pub(super) struct Stamp {
    /// The run that made it.
    pub(super) run: Arc<RunLog>,
    pub(super) port: usize,
    /// Counts the values of a node, across all its runs.
    pub(super) serial: u64,
}

/// What user code in a value does that it should not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Trap {
    None,
    Clone,
    Drop,
    Eq,
}

pub(super) struct Payload {
    pub(super) stamp: Stamp,
    pub(super) trap: Trap,
    pub(super) all: Arc<Values>,
}

/// What all values of a history share; there are as many references to it as there are values.
#[derive(Default)]
pub(super) struct Values {
    /// Whether a trap does nothing any more.
    pub(super) are_tame: AtomicBool,
}

impl Payload {
    fn springs(&self, trap: Trap) -> bool {
        self.trap == trap && !self.all.are_tame.load(Ordering::Relaxed)
    }
}

impl Clone for Payload {
    fn clone(&self) -> Self {
        if self.springs(Trap::Clone) {
            resume_unwind(Box::new("a value panics when it is cloned"));
        }
        Self {
            stamp: self.stamp.clone(),
            trap: self.trap,
            all: Arc::clone(&self.all),
        }
    }
}

impl PartialEq for Payload {
    fn eq(&self, other: &Self) -> bool {
        if self.springs(Trap::Eq) {
            resume_unwind(Box::new("a value panics when it is compared"));
        }
        self.stamp.serial == other.stamp.serial
    }
}

impl Drop for Payload {
    fn drop(&mut self) {
        if self.springs(Trap::Drop) && !std::thread::panicking() {
            resume_unwind(Box::new("a value panics when it is dropped"));
        }
    }
}

/// Publishes payloads, whatever the type around them.
pub(super) trait Publisher: Send + Sync {
    fn set(&self, payload: Payload) -> Published;
    fn replace(&self, payload: Payload) -> Published;
    fn clear(&self) -> Published;
}

impl<T: Sample> Publisher for Publish<T> {
    fn set(&self, payload: Payload) -> Published {
        Self::set(self, T::new(payload))
    }

    fn replace(&self, payload: Payload) -> Published {
        Self::replace(self, T::new(payload))
    }

    fn clear(&self) -> Published {
        Self::clear(self)
    }
}

/// What follows a provider without a bounce.
pub(super) trait Follower: Send {
    /// Waits for the next change, and says which value there is then.
    fn changed(&mut self) -> impl Future<Output = Option<Stamp>> + Send;
}

impl<T: Sample> Follower for Latest<T> {
    async fn changed(&mut self) -> Option<Stamp> {
        Some(Self::changed(self).await.payload().stamp.clone())
    }
}

impl<T: Sample> Follower for Watch<T> {
    async fn changed(&mut self) -> Option<Stamp> {
        let value = Self::changed(self).await;
        value.map(|value| value.payload().stamp.clone())
    }
}

/// A value that is kept for as long as a run lives, its type forgotten.
pub(super) type Kept = Box<dyn Any + Send + Sync>;
