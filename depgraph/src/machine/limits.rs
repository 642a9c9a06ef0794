//! A node's policy with everything filled in, and the delays that follow from it.

use std::time::Duration;

use crate::policy::Intensity;

/// The policy of one node.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Limits {
    pub(crate) error_delay: Duration,
    pub(crate) backoff_factor: f64,
    pub(crate) max_delay: Duration,
    pub(crate) jitter: f64,
    pub(crate) healthy_after: Duration,
    pub(crate) bounce_delay: Duration,
    pub(crate) optional_wait: Duration,
    pub(crate) start_timeout: Option<Duration>,
    pub(crate) stop_timeout: Duration,
    pub(crate) intensity: Option<Intensity>,
}

impl Limits {
    /// How long to wait after the `failures`-th failure in a row. `chance`, from 0 to 1, only shortens.
    pub(super) fn back_off(&self, failures: u32, chance: f64) -> Duration {
        let full = self.grown(self.error_delay, failures);
        let share = (1.0 - self.jitter * chance).clamp(0.0, 1.0);
        let delay = Duration::try_from_secs_f64(full.as_secs_f64() * share);
        delay.map_or(full, |delay| delay.min(full))
    }

    /// How long to wait after the `bounces`-th bounce in a row.
    pub(super) fn settle(&self, bounces: u32) -> Duration {
        self.grown(self.bounce_delay, bounces)
    }

    /// `base` times the factor for every time after the first, never more than the cap, whatever overflows on the way.
    fn grown(&self, base: Duration, times: u32) -> Duration {
        if base.is_zero() {
            return base;
        }
        let grown =
            base.as_secs_f64() * self.backoff_factor.powf(f64::from(times.saturating_sub(1)));
        if grown < self.max_delay.as_secs_f64() {
            Duration::from_secs_f64(grown)
        } else {
            self.max_delay
        }
    }
}
