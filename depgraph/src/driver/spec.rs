//! A node as its manifold makes it.

use std::{any::Any, error::Error, fmt, sync::Arc};

use super::{StartCx, Work};
use crate::{Manifold, Policy, Verdict, error::BoxError};

/// What a run does, unless it lacks an input.
pub type Began = Result<Work, BoxError>;

/// An error of a node as its filter is asked about it.
pub(crate) type AnyError = dyn Error + Send + Sync;

pub(crate) type Filter = Arc<dyn Fn(&AnyError) -> Option<Verdict> + Send + Sync>;

/// A node as its manifold makes it: erased, ready to be run.
pub struct NodeSpec {
    pub(crate) config: Box<dyn Any + Send + Sync>,
    pub(crate) start: fn(StartCx) -> Began,
    pub(crate) filter: Option<Filter>,
    /// What the node overrides; nothing for most.
    pub(crate) policy: Option<Box<Policy>>,
}

impl NodeSpec {
    /// A node of manifold `M` with this configuration.
    pub fn new<M: Manifold<T, P>, T, P>(config: M::Config) -> Self {
        Self::starting(config, M::start)
    }

    /// Generic over the configuration alone: many manifolds have one of the same type, or none.
    fn starting(config: impl Any + Send + Sync, start: fn(StartCx) -> Began) -> Self {
        Self {
            config: Box::new(config),
            start,
            filter: None,
            policy: None,
        }
    }

    /// Asks `filter` about every error of the node; `None` leaves it to the engine's judge.
    #[must_use]
    pub fn with_filter(
        mut self,
        filter: impl Fn(&AnyError) -> Option<Verdict> + Send + Sync + 'static,
    ) -> Self {
        self.filter = Some(Arc::new(filter));
        self
    }

    /// Overrides what `policy` sets, on top of what is overridden already.
    #[must_use]
    pub fn with_policy(mut self, policy: &Policy) -> Self {
        if *policy != Policy::new() {
            let policy = match &self.policy {
                Some(inner) => policy.over(inner),
                None => policy.clone(),
            };
            self.policy = Some(Box::new(policy));
        }
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
