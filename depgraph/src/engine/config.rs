//! What an engine is configured with.

use std::{error::Error, fmt, sync::Arc, time::Duration};

use crate::{Intensity, Policy, Verdict, machine::Limits, policy::PolicyError};

/// Says what to make of an error that the node's own filter has no opinion of.
pub(crate) type Judge = Arc<dyn Fn(&str, &(dyn Error + 'static)) -> Verdict + Send + Sync>;

/// What an engine is configured with: how patient it is with nodes that do not say so themselves, and with all of them
/// together at the end.
///
/// # Examples
///
/// ```
/// use std::time::Duration;
/// use depgraph::EngineConfig;
///
/// let config = EngineConfig::builder()
///     .error_delay(Duration::from_millis(200))
///     .stop_timeout(Duration::from_secs(3))
///     .build()?;
///
/// let error = EngineConfig::builder().jitter(1.5).build().unwrap_err();
/// assert_eq!(error.to_string(), "`jitter` is 1.5, but it is a share from 0 to 1");
/// # Ok::<(), depgraph::ConfigError>(())
/// ```
#[derive(Clone)]
pub struct EngineConfig {
    pub(crate) policy: Policy,
    pub(crate) shutdown_timeout: Duration,
    pub(crate) judge: Option<Judge>,
}

impl EngineConfig {
    /// Starts from the defaults.
    pub const fn builder() -> EngineConfigBuilder {
        EngineConfigBuilder {
            policy: Policy::new(),
            shutdown_timeout: Duration::from_secs(25),
            judge: None,
        }
    }

    pub(crate) fn limits(&self) -> Limits {
        self.policy.limits()
    }
}

impl Default for EngineConfig {
    fn default() -> Self {
        let EngineConfigBuilder {
            policy,
            shutdown_timeout,
            judge,
        } = Self::builder();
        Self {
            policy,
            shutdown_timeout,
            judge,
        }
    }
}

impl fmt::Debug for EngineConfig {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EngineConfig")
            .field("policy", &self.policy)
            .field("shutdown_timeout", &self.shutdown_timeout)
            .field("judge", &self.judge.is_some())
            .finish()
    }
}

/// Makes an [`EngineConfig`]; what is not set keeps its default.
#[derive(Clone)]
#[must_use = "a builder makes nothing until `build`"]
pub struct EngineConfigBuilder {
    policy: Policy,
    shutdown_timeout: Duration,
    judge: Option<Judge>,
}

macro_rules! policy_setters {
    ($($name:ident: $type:ty,)*) => { $(
        #[doc = concat!("See [`Policy::", stringify!($name), "`].")]
        pub fn $name(mut self, $name: $type) -> Self {
            self.policy = self.policy.$name($name);
            self
        }
    )* };
}

impl EngineConfigBuilder {
    policy_setters! {
        error_delay: Duration,
        backoff_factor: f64,
        max_delay: Duration,
        jitter: f64,
        healthy_after: Duration,
        bounce_delay: Duration,
        optional_wait: Duration,
        start_timeout: impl Into<Option<Duration>>,
        stop_timeout: Duration,
        intensity: impl Into<Option<Intensity>>,
    }

    /// How long a shutdown may take in total before all that is still up is dropped. Default: 25 s.
    pub const fn shutdown_timeout(mut self, timeout: Duration) -> Self {
        self.shutdown_timeout = timeout;
        self
    }

    /// Says what to make of every error of a start or a run that the node's own filter has no opinion of; it is given the
    /// node's name. Default: [`Verdict::Retry`].
    ///
    /// What the engine finds wrong itself is no such error: that a start took too long, or that a run had to be dropped or
    /// stopped unasked. It is called on the task of the run that failed.
    pub fn judge(
        mut self,
        judge: impl Fn(&str, &(dyn Error + 'static)) -> Verdict + Send + Sync + 'static,
    ) -> Self {
        self.judge = Some(Arc::new(judge));
        self
    }

    /// Makes the configuration.
    ///
    /// # Errors
    ///
    /// When a setting makes no sense: the error names it and says why.
    pub fn build(self) -> Result<EngineConfig, ConfigError> {
        let Self {
            policy,
            shutdown_timeout,
            judge,
        } = self;
        policy.check()?;
        Ok(EngineConfig {
            policy,
            shutdown_timeout,
            judge,
        })
    }
}

impl fmt::Debug for EngineConfigBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EngineConfigBuilder")
            .field("policy", &self.policy)
            .finish_non_exhaustive()
    }
}

/// A setting of an engine makes no sense.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[error(transparent)]
pub struct ConfigError(#[from] PolicyError);

impl ConfigError {
    /// The name of the setting.
    #[must_use]
    pub const fn field(&self) -> &'static str {
        self.0.field()
    }
}
