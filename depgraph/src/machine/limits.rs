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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const fn secs(secs: u64) -> Duration {
        Duration::from_secs(secs)
    }

    fn limits() -> Limits {
        Limits {
            error_delay: secs(1),
            backoff_factor: 2.0,
            max_delay: secs(60),
            jitter: 0.1,
            healthy_after: secs(60),
            bounce_delay: Duration::from_millis(10),
            optional_wait: secs(5),
            start_timeout: None,
            stop_timeout: secs(10),
            intensity: None,
        }
    }

    /// E30.
    #[test]
    fn each_failure_in_a_row_waits_longer_up_to_the_cap() {
        let limits = Limits {
            max_delay: secs(3),
            ..limits()
        };
        let delays = [1, 2, 3, 4, 200].map(|failures| limits.back_off(failures, 0.0));
        assert_eq!(delays, [1, 2, 3, 3, 3].map(secs));
    }

    #[test]
    fn each_bounce_in_a_row_waits_longer_up_to_the_cap() {
        let delays = [1, 2, 3, 4, 13, 14, 15].map(|bounces| limits().settle(bounces).as_millis());
        assert_eq!(delays, [10, 20, 40, 80, 40_960, 60_000, 60_000]);
    }

    #[test]
    fn the_cap_holds_for_the_first_delay_too() {
        let limits = Limits {
            error_delay: secs(100),
            ..limits()
        };
        assert_eq!(limits.back_off(1, 0.0), secs(60));
    }

    /// It is more than a fraction can say to the second.
    #[test]
    fn the_longest_cap_is_kept_as_it_is() {
        let limits = Limits {
            error_delay: Duration::MAX,
            max_delay: Duration::MAX,
            ..limits()
        };
        assert_eq!(limits.back_off(1, 0.0), Duration::MAX);
    }

    #[test]
    fn a_factor_of_one_does_not_grow() {
        let limits = Limits {
            backoff_factor: 1.0,
            ..limits()
        };
        assert_eq!(limits.back_off(1_000_000, 0.0), secs(1));
    }

    #[test]
    fn no_delay_stays_no_delay() {
        let limits = Limits {
            error_delay: Duration::ZERO,
            bounce_delay: Duration::ZERO,
            ..limits()
        };
        let delays = (limits.back_off(u32::MAX, 0.5), limits.settle(u32::MAX));
        assert_eq!(delays, (Duration::ZERO, Duration::ZERO));
    }

    #[test]
    fn chance_takes_off_what_the_jitter_says() {
        let delays = [0.0, 0.5, 1.0].map(|chance| limits().back_off(1, chance).as_millis());
        assert_eq!(delays, [1_000, 950, 900]);
    }

    fn any_duration() -> impl Strategy<Value = Duration> {
        prop_oneof![
            Just(Duration::ZERO),
            Just(Duration::MAX),
            (0..10_000_000_000_u64).prop_map(Duration::from_nanos),
            any::<u64>().prop_map(Duration::from_secs),
        ]
    }

    proptest! {
        /// E32.
        #[test]
        fn no_factor_and_no_count_overflows(
            error_delay in any_duration(),
            max_delay in any_duration(),
            factor in prop_oneof![Just(1.0), Just(100.0), Just(f64::MAX), Just(f64::INFINITY), 1.0..10.0],
            jitter in 0.0..=1.0,
            chance in 0.0..=1.0,
            failures in any::<u32>(),
        ) {
            let limits = Limits { error_delay, max_delay, backoff_factor: factor, jitter, ..limits() };
            let full = limits.back_off(failures, 0.0);
            prop_assert!(full <= max_delay, "{full:?} is past the cap");
            prop_assert!(full >= error_delay.min(max_delay).mul_f64(0.999_999), "{full:?} is too early");
            let delay = limits.back_off(failures, chance);
            prop_assert!(delay <= full, "chance made {delay:?} of {full:?}");
            let least = full.as_secs_f64() * (1.0 - jitter) * 0.999_999;
            prop_assert!(delay.as_secs_f64() + 1e-8 >= least, "chance took more than the jitter");
        }

        #[test]
        fn no_failure_waits_less_than_the_one_before(
            failures in 1..u32::MAX,
            factor in 1.0..1_000.0,
        ) {
            let limits = Limits { backoff_factor: factor, ..limits() };
            prop_assert!(limits.back_off(failures, 0.0) <= limits.back_off(failures + 1, 0.0));
        }
    }
}
