//! What runs the machine on tokio.

use std::{any::Any, error::Error, fmt, future::Future, pin::Pin, sync::Arc};

use crate::{Exit, Latest, Output, Policy, Publish, Run, Stop, Verdict, Watch, error::BoxError};

/// The whole life of one run, its start included, with everything typed hidden in it.
pub type RunFuture = Pin<Box<dyn Future<Output = Result<Exit, BoxError>> + Send>>;

/// Makes the future of a run.
pub type StartFn = fn(StartCx) -> RunFuture;

type Filter = Arc<dyn Fn(&(dyn Error + 'static)) -> Option<Verdict> + Send + Sync>;

/// A node as its manifold makes it: erased, ready to be run.
pub struct NodeSpec {
    pub(crate) config: Arc<dyn Any + Send + Sync>,
    pub(crate) start: StartFn,
    pub(crate) filter: Option<Filter>,
    pub(crate) policy: Policy,
}

impl NodeSpec {
    /// A node that `start` runs, with this configuration.
    pub fn new<C: Send + Sync + 'static>(config: C, start: StartFn) -> Self {
        Self {
            config: Arc::new(config),
            start,
            filter: None,
            policy: Policy::new(),
        }
    }

    /// Asks `filter` about every error of the node that is an `E`.
    #[must_use]
    pub fn with_filter<E: Error + 'static>(
        mut self,
        filter: impl Fn(&E) -> Verdict + Send + Sync + 'static,
    ) -> Self {
        self.filter = Some(Arc::new(move |error| {
            error.downcast_ref::<E>().map(&filter)
        }));
        self
    }

    /// Overrides what `policy` sets.
    #[must_use]
    pub fn with_policy(mut self, policy: Policy) -> Self {
        self.policy = policy;
        self
    }
}

impl fmt::Debug for NodeSpec {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("NodeSpec")
            .field("policy", &self.policy)
            .finish_non_exhaustive()
    }
}

/// What the code of `#[manifold]` builds the arguments of a start function from.
#[derive(Clone, Debug)]
pub struct StartCx {}

impl StartCx {
    /// Input `index`, which is required.
    pub fn required<T: Output>(&self, index: usize) -> Result<T, BoxError> {
        unimplemented!("{index}")
    }

    /// Input `index`, which is optional.
    pub fn optional<T: Output>(&self, index: usize) -> Option<T> {
        unimplemented!("{index}")
    }

    /// Input `index`, which is followed.
    pub fn latest<T: Output>(&self, index: usize) -> Result<Latest<T>, BoxError> {
        unimplemented!("{index}")
    }

    /// Input `index`, which is watched.
    pub fn watch<T: Output>(&self, index: usize) -> Watch<T> {
        unimplemented!("{index}")
    }

    /// The publisher of output `port`.
    pub fn publish<T: Output>(&self, port: usize) -> Publish<T> {
        unimplemented!("{port}")
    }

    /// This run.
    pub fn run(&self) -> Run {
        unimplemented!()
    }

    /// The run's stop signal.
    pub fn stop(&self) -> Stop {
        unimplemented!()
    }

    /// The node's configuration.
    pub fn config<C: 'static>(&self) -> &C {
        unimplemented!()
    }

    /// Keeps output `port` of a worker that has just been made, until [`StartCx::started`].
    pub fn expose<T: Output>(&self, port: usize, value: T) {
        let _value = value;
        unimplemented!("{port}")
    }

    /// The start is over, and the outputs become visible. An error if the run has been told to stop meanwhile: the
    /// worker is to be dropped then.
    pub fn started(&self) -> Result<(), BoxError> {
        unimplemented!()
    }

    /// Runs `work` on the blocking pool, as a part of this run.
    pub async fn blocking<R: Send + 'static>(
        &self,
        work: impl FnOnce() -> R + Send + 'static,
    ) -> R {
        let _work = work;
        unimplemented!()
    }
}
