//! How patient the engine is with a node.

use std::time::Duration;

use crate::machine::Limits;

/// How patient the engine is with a node: what is not set here is inherited, a node's from its manifold, a manifold's
/// from the engine.
///
/// Write it as arguments, `#[manifold(stop_timeout = Duration::from_secs(3))]`, or as a clause of a node,
/// `web: web::serve(listen) with { stop_timeout: grace }`.
///
/// After its `n`-th failure in a row a node waits `error_delay` × `backoff_factor`ⁿ⁻¹, and never more than `max_delay`;
/// chance may take `jitter` of that off. After its `n`-th bounce in a row it waits `bounce_delay` × `backoff_factor`ⁿ⁻¹,
/// with the same cap. A run of `healthy_after` ends both rows.
///
/// # Examples
///
/// ```
/// use std::time::Duration;
///
/// use depgraph::{Exit, Intensity, Stop, graph, manifold};
///
/// #[manifold(
///     stop_timeout = Duration::from_secs(3),
///     intensity = Intensity::give_up(5, Duration::from_secs(60)),
/// )]
/// pub async fn serve(stop: Stop) -> Result<Exit, std::io::Error> {
///     stop.requested().await;
///     Ok(Exit::Stopped)
/// }
///
/// graph! {
///     pub Program(grace: Duration) {
///         web: serve with { stop_timeout: grace, max_delay: Duration::from_secs(5) },
///     }
/// }
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
#[expect(
    clippy::option_option,
    reason = "not set, set to no limit, set to a limit"
)]
pub struct Policy {
    pub(crate) error_delay: Option<Duration>,
    pub(crate) backoff_factor: Option<f64>,
    pub(crate) max_delay: Option<Duration>,
    pub(crate) jitter: Option<f64>,
    pub(crate) healthy_after: Option<Duration>,
    pub(crate) bounce_delay: Option<Duration>,
    pub(crate) optional_wait: Option<Duration>,
    pub(crate) start_timeout: Option<Option<Duration>>,
    pub(crate) stop_timeout: Option<Duration>,
    pub(crate) intensity: Option<Option<Intensity>>,
}

/// How many failures within which time are too many, and what then.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Intensity {
    pub(crate) failures: u32,
    pub(crate) window: Duration,
    pub(crate) then: TooMany,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TooMany {
    GiveUp,
    Fatal(crate::Severity),
}

impl Intensity {
    /// Gives the node up at the `failures`-th failure within `window`: only `Engine::restart` brings it back.
    #[must_use]
    pub const fn give_up(failures: u32, window: Duration) -> Self {
        Self {
            failures,
            window,
            then: TooMany::GiveUp,
        }
    }

    /// Ends the engine at the `failures`-th failure within `window`.
    #[must_use]
    pub const fn fatal(failures: u32, window: Duration, severity: crate::Severity) -> Self {
        Self {
            failures,
            window,
            then: TooMany::Fatal(severity),
        }
    }
}

impl Policy {
    /// Inherits everything.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            error_delay: None,
            backoff_factor: None,
            max_delay: None,
            jitter: None,
            healthy_after: None,
            bounce_delay: None,
            optional_wait: None,
            start_timeout: None,
            stop_timeout: None,
            intensity: None,
        }
    }

    /// What is set here, and for the rest what `inner` says.
    #[must_use]
    pub(crate) fn over(&self, inner: &Self) -> Self {
        Self {
            error_delay: self.error_delay.or(inner.error_delay),
            backoff_factor: self.backoff_factor.or(inner.backoff_factor),
            max_delay: self.max_delay.or(inner.max_delay),
            jitter: self.jitter.or(inner.jitter),
            healthy_after: self.healthy_after.or(inner.healthy_after),
            bounce_delay: self.bounce_delay.or(inner.bounce_delay),
            optional_wait: self.optional_wait.or(inner.optional_wait),
            start_timeout: self.start_timeout.or(inner.start_timeout),
            stop_timeout: self.stop_timeout.or(inner.stop_timeout),
            intensity: self.intensity.or(inner.intensity),
        }
    }

    /// How long after its first failure a node is started again. Default: 1 s.
    #[must_use]
    pub const fn error_delay(mut self, delay: Duration) -> Self {
        self.error_delay = Some(delay);
        self
    }

    /// By how much the delay grows with each further failure. Default: 2.
    #[must_use]
    pub const fn backoff_factor(mut self, factor: f64) -> Self {
        self.backoff_factor = Some(factor);
        self
    }

    /// What no delay exceeds, be it of back-off or of damping. Default: 60 s.
    #[must_use]
    pub const fn max_delay(mut self, delay: Duration) -> Self {
        self.max_delay = Some(delay);
        self
    }

    /// The share of a back-off delay that chance may take off it, from 0 to 1. Default: 0.1.
    #[must_use]
    pub const fn jitter(mut self, share: f64) -> Self {
        self.jitter = Some(share);
        self
    }

    /// A run of this length resets back-off and damping. Default: 60 s.
    #[must_use]
    pub const fn healthy_after(mut self, length: Duration) -> Self {
        self.healthy_after = Some(length);
        self
    }

    /// The settle window: how long after a change the nodes that it stopped start again. Default: 10 ms.
    ///
    /// It also is what damping grows from, so zero turns both off.
    #[must_use]
    pub const fn bounce_delay(mut self, delay: Duration) -> Self {
        self.bounce_delay = Some(delay);
        self
    }

    /// How long a start waits for optional inputs that are on their way. Default: 5 s.
    #[must_use]
    pub const fn optional_wait(mut self, wait: Duration) -> Self {
        self.optional_wait = Some(wait);
        self
    }

    /// How long a start may take before it is told to give up, and charged as a failure. Default: no limit, `None`.
    #[must_use]
    pub fn start_timeout(mut self, timeout: impl Into<Option<Duration>>) -> Self {
        self.start_timeout = Some(timeout.into());
        self
    }

    /// How long a run that was told to stop may take before its future is dropped. Default: 10 s.
    #[must_use]
    pub const fn stop_timeout(mut self, timeout: Duration) -> Self {
        self.stop_timeout = Some(timeout);
        self
    }

    /// How many failures within which time are too many. Default: no limit, `None`.
    #[must_use]
    pub fn intensity(mut self, intensity: impl Into<Option<Intensity>>) -> Self {
        self.intensity = Some(intensity.into());
        self
    }
}

impl Policy {
    /// This policy, and the defaults for what it leaves open.
    pub(crate) fn limits(&self) -> Limits {
        Limits {
            error_delay: self.error_delay.unwrap_or(Duration::from_secs(1)),
            backoff_factor: self.backoff_factor.unwrap_or(2.0),
            max_delay: self.max_delay.unwrap_or(Duration::from_secs(60)),
            jitter: self.jitter.unwrap_or(0.1),
            healthy_after: self.healthy_after.unwrap_or(Duration::from_secs(60)),
            bounce_delay: self.bounce_delay.unwrap_or(Duration::from_millis(10)),
            optional_wait: self.optional_wait.unwrap_or(Duration::from_secs(5)),
            start_timeout: self.start_timeout.unwrap_or(None),
            stop_timeout: self.stop_timeout.unwrap_or(Duration::from_secs(10)),
            intensity: self.intensity.unwrap_or(None),
        }
    }

    /// Whether it makes sense, with the defaults for what it leaves open.
    pub(crate) fn check(&self) -> Result<(), PolicyError> {
        let limits = self.limits();
        let wrong = |field, value: String, reason| {
            Err(PolicyError {
                field,
                value,
                reason,
            })
        };
        if !(limits.backoff_factor.is_finite() && limits.backoff_factor >= 1.0) {
            let reason =
                "a delay that shrinks, or is no number, is no back-off: 1 keeps it, 2 doubles it";
            return wrong("backoff_factor", limits.backoff_factor.to_string(), reason);
        }
        if !(0.0..=1.0).contains(&limits.jitter) {
            return wrong(
                "jitter",
                limits.jitter.to_string(),
                "it is a share from 0 to 1",
            );
        }
        if limits.error_delay > limits.max_delay {
            let reason = "it is more than `max_delay`, which no delay exceeds";
            return wrong("error_delay", format!("{:?}", limits.error_delay), reason);
        }
        if limits.bounce_delay > limits.max_delay {
            let reason = "it is more than `max_delay`, which no delay exceeds";
            return wrong("bounce_delay", format!("{:?}", limits.bounce_delay), reason);
        }
        if limits
            .start_timeout
            .is_some_and(|timeout| timeout.is_zero())
        {
            return wrong(
                "start_timeout",
                "zero".to_owned(),
                "nothing starts in no time: `None` is no limit",
            );
        }
        if let Some(intensity) = limits.intensity {
            if intensity.failures == 0 {
                return wrong(
                    "intensity",
                    "0 failures".to_owned(),
                    "a node that has not failed is not given up",
                );
            }
            if intensity.window.is_zero() {
                return wrong(
                    "intensity",
                    "a window of zero".to_owned(),
                    "nothing happens in no time",
                );
            }
        }
        Ok(())
    }
}

/// A policy makes no sense.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[error("`{field}` is {value}, but {reason}")]
pub struct PolicyError {
    field: &'static str,
    value: String,
    reason: &'static str,
}

impl PolicyError {
    /// The name of the setting.
    #[must_use]
    pub const fn field(&self) -> &'static str {
        self.field
    }
}
