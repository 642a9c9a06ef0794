//! What the machine is told, and what it wants done.

use std::time::Duration;

use super::NodeId;
use crate::{Severity, StopReason};

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Event {
    /// The engine begins: everything that can start does.
    Begin,
    /// A start is over, and its worker runs. `set` has a bit for every output that has a value.
    Started { node: NodeId, run: u64, set: u64 },
    /// A run changed one of its outputs. `seq` numbers the changes of one output of one run, upwards.
    Published {
        node: NodeId,
        run: u64,
        port: usize,
        seq: u64,
        op: Op,
    },
    /// A worker is over, but something of its run is not: its tasks, the values it leaves, a filter.
    Ending { node: NodeId, run: u64 },
    /// A run is gone, with all that belonged to it. `chance`, from 0 to 1, picks the jitter of a back-off.
    Ended {
        node: NodeId,
        run: u64,
        outcome: Outcome,
        chance: f64,
    },
    /// Someone wants the node started again.
    Restart { node: NodeId },
    /// Someone wants everything stopped.
    Shutdown { code: u8 },
    /// The deadline of [`super::Machine::deadline`] has passed.
    Tick,
}

/// What a run did to one of its outputs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Op {
    /// There is a new value.
    Set,
    /// There is none any more.
    Clear,
}

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// It was told to stop, and did. A run that says so unasked has failed.
    Stopped,
    /// It never began, or gave up its start, because it was told to or because an input had just gone.
    Aborted,
    /// Stay down until an input changes.
    Done,
    /// Start again now.
    Restart,
    /// These inputs will not do.
    Declined,
    /// Never again.
    Remove,
    /// End the engine.
    Shutdown(u8),
    /// It failed, and that counts.
    Failed,
    /// It failed once too often.
    GiveUp,
    /// It failed, and the engine must end.
    Fatal(Severity),
}

/// What is to be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Action {
    /// Begin run `run`.
    Start { node: NodeId, run: u64 },
    /// Let the outputs of a start be seen.
    Expose { node: NodeId },
    /// Let a published change be seen.
    Commit { node: NodeId, port: usize },
    /// Let none of the node's outputs be seen any more.
    Withdraw { node: NodeId },
    /// Every holder of what change `seq`, or an earlier one, replaced has ended, but for those in `stuck`.
    Released {
        node: NodeId,
        run: u64,
        port: usize,
        seq: u64,
        stuck: Vec<NodeId>,
    },
    /// Ask the run to stop.
    Stop {
        node: NodeId,
        run: u64,
        reason: StopReason,
    },
    /// Drop what is left of the run: it is late.
    Kill { node: NodeId, run: u64 },
    /// Tell whoever looks on.
    Changed(Change),
    /// Everything has ended. `worst` is the run whose fatal error weighs most.
    Finished {
        code: u8,
        worst: Option<(NodeId, u64)>,
    },
}

/// A change of a node's state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Change {
    pub(crate) node: NodeId,
    pub(crate) run: u64,
    pub(crate) from: Kind,
    pub(crate) to: Kind,
    pub(crate) cause: Cause,
    /// How long until the node is due, where `to` says that it is.
    pub(crate) delay: Duration,
    /// The wave that the change is part of; 0 if none.
    pub(crate) wave: u64,
}

/// The state of a node without its data.
pub(crate) type Kind = crate::NodeState;

/// Why a node's state changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Cause {
    /// The engine began.
    Begin,
    /// Its start succeeded.
    Started,
    /// An input from this node came, changed or is about to.
    Input(NodeId),
    /// An input from this node is lost: the node has ended.
    Lost(NodeId),
    /// Those that depend on it have ended.
    Drained,
    /// Its worker is over, but not all that belongs to its run.
    Over,
    /// Its run ended.
    Ended(Outcome),
    /// Someone asked for a restart.
    Restart,
    /// A deadline passed.
    Deadline,
    /// The engine shuts down.
    Shutdown,
}
