//! What can go wrong, as data.

use std::{error::Error, fmt, sync::Arc};

use crate::{NodeState, graph::meta::Place, machine::Time, policy::PolicyError};

/// Any error of user code.
pub type BoxError = Box<dyn Error + Send + Sync + 'static>;

/// Why a graph cannot run, although it compiled.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum GraphError {
    /// The types of an output and of the input that it feeds have one name and are two types.
    #[error(
        "graph `{graph}`: node `{provider}` ({provider_at}) provides another `{ty}` than node `{node}` takes ({at}): \
         two versions of one crate are linked, or one macro wrote both types"
    )]
    TwoTypes {
        /// The path that both types have.
        ty: &'static str,
        /// The graph.
        graph: &'static str,
        /// The node that takes the input.
        node: &'static str,
        /// Where the input is declared.
        at: Place,
        /// The node that provides the output.
        provider: &'static str,
        /// Where the manifold of that node is declared.
        provider_at: Place,
    },
}

/// Why an engine could not be started.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StartError {
    /// The graph does not fit together in a way that the compiler cannot see.
    #[error(transparent)]
    Graph(#[from] GraphError),
    /// The policy of a node makes no sense.
    #[error("the policy of node `{node}` makes no sense: {error}")]
    Policy {
        /// The node.
        node: String,
        /// What is wrong with it.
        error: PolicyError,
    },
    /// There is no tokio runtime to run on.
    #[error(
        "there is no tokio runtime here; help: call it from an async function that a tokio runtime runs"
    )]
    NoRuntime,
}

/// How an engine ended that was asked to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Ended {
    /// The exit code that was asked for; 0 unless by `Exit::Shutdown`.
    pub code: u8,
    /// Of every node the last run that did not stop in time, in the order in which they were dropped.
    pub late: Vec<Late>,
}

/// A run that did not stop in time, and was dropped.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Late {
    /// The node.
    pub node: String,
    /// The number of the run; of the last, if there were several.
    pub run: u64,
    /// How many runs of the node did not stop in time, with this one.
    pub times: u64,
    /// Whether it is still there, because it blocks a thread.
    pub is_stuck: bool,
}

impl fmt::Display for Late {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` (run {}", self.node, self.run)?;
        match self.times {
            0 | 1 => f.write_str(")"),
            2 => f.write_str(", and one before it)"),
            times => write!(f, ", and {} before it)", times - 1),
        }?;
        if self.is_stuck {
            f.write_str(", which blocks a thread")
        } else {
            Ok(())
        }
    }
}

/// The error that an engine ended with: the most severe of all fatal ones.
#[derive(Clone, Debug)]
pub struct EngineError {
    worst: Option<NodeError>,
    others: Vec<NodeError>,
    late: Vec<Late>,
}

impl EngineError {
    pub(crate) const fn new(
        worst: Option<NodeError>,
        others: Vec<NodeError>,
        late: Vec<Late>,
    ) -> Self {
        Self {
            worst,
            others,
            late,
        }
    }

    /// The most severe error; of several, the first. `None` only if the engine was dropped with its tokio runtime, or
    /// failed itself.
    #[must_use]
    pub const fn worst(&self) -> Option<&NodeError> {
        self.worst.as_ref()
    }

    /// The other fatal errors, in the order in which they happened.
    #[must_use]
    pub fn others(&self) -> &[NodeError] {
        &self.others
    }

    /// Of every node the last run that did not stop in time, in the order in which they were dropped.
    #[must_use]
    pub fn late(&self) -> &[Late] {
        &self.late
    }
}

impl fmt::Display for EngineError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.worst {
            Some(worst) => worst.fmt(f)?,
            None => {
                f.write_str("the engine was dropped with its tokio runtime, or failed itself")?;
            }
        }
        match self.others.len() {
            0 => Ok(()),
            1 => f.write_str(" (and one more fatal error)"),
            more => write!(f, " (and {more} more fatal errors)"),
        }
    }
}

impl Error for EngineError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.worst.as_ref()?.source()
    }
}

/// An error of a node.
#[derive(Clone)]
pub struct NodeError(Arc<Failure>);

impl NodeError {
    pub(crate) const fn new(failure: Arc<Failure>) -> Self {
        Self(failure)
    }

    /// The node's name.
    #[must_use]
    pub fn node(&self) -> &str {
        self.0.node
    }

    /// The number of the run that ended with it.
    #[must_use]
    pub fn run(&self) -> u64 {
        self.0.run
    }

    /// The error itself, if it was fatal: of others only the text is kept.
    #[must_use]
    pub fn error(&self) -> Option<&(dyn Error + Send + Sync + 'static)> {
        self.0.error.as_deref()
    }
}

impl fmt::Display for NodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "node `{}` failed: {}", self.0.node, self.0.text)
    }
}

impl fmt::Debug for NodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("NodeError")
            .field("node", &self.0.node)
            .field("run", &self.0.run)
            .field("error", &self.0.text)
            .finish()
    }
}

impl Error for NodeError {
    // The text already says what the sources say.
}

/// How a run failed, as it is kept.
pub(crate) struct Failure {
    pub(crate) node: &'static str,
    pub(crate) run: u64,
    pub(crate) at: Time,
    pub(crate) text: Arc<str>,
    pub(crate) error: Option<Arc<dyn Error + Send + Sync>>,
}

/// Why a node does not run, and will not.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum NotRunning {
    /// It does not run, and will not by itself.
    #[error("`{node}` will not run: it is {state}")]
    Never {
        /// The node.
        node: String,
        /// What it is doing instead.
        state: NodeState,
    },
    /// Something that it needs, perhaps by way of others, will not run by itself.
    #[error("`{node}` will not run: it needs `{needs}`, which is {state}")]
    Blocked {
        /// The node.
        node: String,
        /// What it needs.
        needs: String,
        /// What that is doing instead.
        state: NodeState,
    },
    /// The engine has ended.
    #[error("the engine has ended")]
    EngineEnded,
}

/// The engine has ended, and there is nothing to ask any more.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, thiserror::Error)]
#[error("the engine has ended")]
pub struct EngineEnded;

/// Events have been missed, or there are no more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum EventsError {
    /// This reader was too slow, and that many events are lost to it.
    #[error("{0} events were missed")]
    Missed(u64),
    /// The engine has ended.
    #[error("the engine has ended")]
    Ended,
}
