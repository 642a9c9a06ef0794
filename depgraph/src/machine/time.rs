//! Time as the machine is told it.

use std::{ops::Add, time::Duration};

/// A moment, in nanoseconds since the engine started.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Time(pub(crate) u64);

impl Time {
    /// The moment `since_start` after the engine's start.
    pub(crate) fn after_start(since_start: Duration) -> Self {
        Self(nanos(since_start))
    }

    /// How long after the engine's start this is.
    pub(crate) const fn since_start(self) -> Duration {
        Duration::from_nanos(self.0)
    }

    /// How long after `earlier` this is; zero if it is not.
    pub(crate) const fn since(self, earlier: Self) -> Duration {
        Duration::from_nanos(self.0.saturating_sub(earlier.0))
    }
}

impl Add<Duration> for Time {
    type Output = Self;

    fn add(self, delay: Duration) -> Self {
        Self(self.0.saturating_add(nanos(delay)))
    }
}

/// Saturates: 584 years are for ever.
fn nanos(duration: Duration) -> u64 {
    u64::try_from(duration.as_nanos()).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_as_long_after_the_start_as_was_said() {
        let delay = Duration::from_nanos(1_000_000_007);
        assert_eq!(Time::after_start(delay).since_start(), delay);
        assert_eq!(Time::after_start(Duration::MAX), Time(u64::MAX));
    }
}
