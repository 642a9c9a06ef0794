//! What happens, as it happens.

use std::{sync::Arc, time::SystemTime};

use crate::NodeState;

/// A node's state has changed.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Event {
    /// When.
    pub at: SystemTime,
    /// The node.
    pub node: &'static str,
    /// The number of its present or last run; 0 before the first.
    pub run: u64,
    /// What it was doing.
    pub from: NodeState,
    /// What it is doing now.
    pub to: NodeState,
    /// Why.
    pub cause: Cause,
    /// The wave that this is part of: everything that coinciding changes stop and start again has one number.
    ///
    /// A node leaves its wave when it runs again, or stays down for a reason of its own, as one that has failed; the wave is
    /// over when none of it is stopping, settling or starting. A change that comes earlier is part of it: while a start takes
    /// long, all that changes in the meantime has its number. `None` is all else: what starts for the first time, what fails
    /// by itself, and what starts later because something else happened, say that a node that had failed is back, or that an
    /// output is set again.
    pub wave: Option<u64>,
}

/// Why a node's state changed.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Cause {
    /// The engine began.
    Begin,
    /// Its start succeeded.
    Started,
    /// Something that it takes from this node came, changed, or is about to go.
    Input {
        /// The provider.
        node: &'static str,
    },
    /// Something that it takes from this node is lost: the node has ended.
    InputLost {
        /// The provider.
        node: &'static str,
    },
    /// Those that depend on it have stopped, and now it is its turn.
    Drained,
    /// Its worker, or its start, returned, failed or panicked. The run ends when what it began has ended, too, and that
    /// is when an error is judged: [`Ended`](Cause::Ended) says how it went. A run that did not fail, and leaves nothing to
    /// wait for, ends without this.
    Returned,
    /// Its run ended, with its worker, its tasks and its outputs. This is also why the node starts again, where that is at
    /// once.
    Ended {
        /// With this error, if with any: said once, where the node ends.
        error: Option<Arc<str>>,
    },
    /// Someone asked for a restart.
    Restart,
    /// A deadline passed, or a delay is over.
    Deadline,
    /// The engine shuts down.
    Shutdown,
}
