//! A change of an output, and what becomes of it.

use super::cell::Value;

/// What a run did to its output.
#[derive(Debug)]
pub(crate) enum Published {
    Set(Value),
    Clear,
}

impl Published {
    pub(super) fn value(self) -> Option<Value> {
        match self {
            Self::Set(value) => Some(value),
            Self::Clear => None,
        }
    }
}

/// What has become of a change.
pub(crate) enum Release {
    Pending,
    Free,
    /// These hold the old value and do not end.
    Stuck(Vec<String>),
    /// The run that made the change is over.
    RunOver,
}

/// What became of an attempt to publish.
pub(crate) enum Accepted {
    /// Change `seq` is kept. `tell` says that the machine has to be told.
    Kept { seq: u64, tell: bool },
    /// The run is over.
    RunOver,
}
