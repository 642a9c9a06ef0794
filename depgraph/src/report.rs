//! What is going on, as data.

use std::{
    fmt,
    time::{Duration, SystemTime},
};

use crate::graph::meta::InputKind;

/// What the engine says about itself and about every node.
#[derive(Clone, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct Report {
    /// The name of the graph.
    pub graph: String,
    /// When the report was made.
    pub at: SystemTime,
    /// What the engine as a whole is doing.
    pub engine: EngineState,
    /// Every node, in the order of the graph.
    pub nodes: Vec<NodeReport>,
}

/// What the engine as a whole is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize),
    serde(rename_all = "snake_case")
)]
#[non_exhaustive]
pub enum EngineState {
    /// It drives the graph.
    Running,
    /// It is stopping every node, dependents first.
    Stopping,
    /// It has ended.
    Stopped,
}

/// What the engine says about one node.
#[derive(Clone, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct NodeReport {
    /// The node's name.
    pub name: String,
    /// The path of its manifold, `my_crate::storage::open`.
    pub manifold: String,
    /// What it is doing.
    pub state: NodeState,
    /// Since when.
    pub since: SystemTime,
    /// The number of its present or last run; 0 before the first.
    pub run: u64,
    /// What it waits for, one entry a cause, in words. Empty unless it waits, or is on its way down.
    pub waits_for: Vec<String>,
    /// Its last error, until a run has been healthy.
    pub last_error: Option<LastError>,
    /// When it is started next, if that is due.
    pub next_attempt: Option<NextAttempt>,
    /// How many runs have failed in a row without a healthy one between them.
    pub failures: u32,
    /// How many times it was bounced in a row without a healthy run between them: what damping counts.
    pub bounces: u32,
    /// Its inputs, in the order of the parameters.
    pub inputs: Vec<InputReport>,
    /// The nodes it is conditional on.
    pub conditions: Vec<ConditionReport>,
    /// Its outputs.
    pub outputs: Vec<OutputReport>,
    /// What the present run last said with [`Run::status`](crate::Run::status); nothing when none is up.
    pub status: Option<String>,
    /// What the present run said with [`Run::note`](crate::Run::note), in the order of the keys; nothing when none is up.
    pub notes: Vec<(String, String)>,
}

/// What a node is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize),
    serde(rename_all = "snake_case")
)]
#[non_exhaustive]
pub enum NodeState {
    /// Its configuration was `None`: it is not part of this agent.
    LeftOut,
    /// It waits for inputs, for conditions, or for those who still hold its last run's outputs.
    Waiting,
    /// It was stopped by a change and starts again after the settle window.
    Settling,
    /// It failed and is started again later.
    BackOff,
    /// Its start function runs.
    Starting,
    /// It runs.
    Running,
    /// It is on its way down: its dependents are being stopped, or it is itself.
    Stopping,
    /// Its last run cannot be ended: it blocks a thread.
    Stuck,
    /// It said `Exit::Done`: it stays down until an input changes.
    Done,
    /// It said `Exit::Wait`: it cannot run with the inputs it had.
    Declined,
    /// It failed too often, or its error is not worth another try: only `Engine::restart` brings it back.
    GivenUp,
    /// It said `Exit::Remove`: it never comes back.
    Removed,
    /// The engine is stopping or has stopped, and the node with it.
    Stopped,
}

impl fmt::Display for NodeState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::LeftOut => "left out",
            Self::Waiting => "waiting",
            Self::Settling => "settling",
            Self::BackOff => "in back-off",
            Self::Starting => "starting",
            Self::Running => "running",
            Self::Stopping => "stopping",
            Self::Stuck => "stuck",
            Self::Done => "done",
            Self::Declined => "declined",
            Self::GivenUp => "given up",
            Self::Removed => "removed",
            Self::Stopped => "stopped",
        })
    }
}

/// The last error of a node.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct LastError {
    /// The error and its sources, joined by colons.
    pub text: String,
    /// When the run ended with it.
    pub at: SystemTime,
    /// The number of that run.
    pub run: u64,
}

/// When a node is started next.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct NextAttempt {
    /// Not before this time.
    pub at: SystemTime,
    /// The whole delay, counted from the end of the last run or from the change.
    pub delay: Duration,
    /// Why there is a delay, in words: "back-off after 3 failures".
    pub why: String,
}

/// One input of a node.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct InputReport {
    /// The parameter's name.
    pub name: String,
    /// How it is taken.
    pub kind: InputKind,
    /// Its type, with the path: `my_crate::storage::Store`.
    pub of: String,
    /// The node that provides it; `None` for an optional or watched input that nothing provides.
    pub provider: Option<String>,
    /// Whether there is a value at present.
    pub available: bool,
}

/// One condition of a node.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct ConditionReport {
    /// The node that must be available.
    pub node: String,
    /// Whether it is.
    pub met: bool,
}

/// One output of a node.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct OutputReport {
    /// Its type, with the path: `my_crate::storage::Store`.
    pub of: String,
    /// Whether it is set.
    pub set: bool,
}
