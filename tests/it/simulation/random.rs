//! Chance that can be replayed.

use std::time::Duration;

/// A stream of numbers that its seed determines.
#[derive(Clone, Debug)]
pub(super) struct Random(u64);

impl Random {
    /// The stream of `seed`, and of everything that tells it from others of the same history.
    pub(super) fn new(seed: u64, stream: &[u64]) -> Self {
        let mut random = Self(seed);
        for part in stream {
            random.0 = random.next() ^ part;
        }
        random
    }

    /// The next number: `SplitMix64`.
    pub(super) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `end`, which is not 0.
    pub(super) fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % end as u64).expect("it is below a usize")
    }

    /// True once in `times`.
    pub(super) fn one_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }

    /// True in this many cases of a hundred.
    pub(super) fn percent(&mut self, share: usize) -> bool {
        self.below(100) < share
    }

    pub(super) fn pick<'a, T>(&mut self, items: &'a [T]) -> &'a T {
        &items[self.below(items.len())]
    }

    /// A duration of up to `longest` milliseconds; none at all is frequent, because ties are what is interesting. It is
    /// even, so that none ends in the very moment of a deadline, which is odd.
    pub(super) fn up_to(&mut self, longest: usize) -> Duration {
        if self.one_in(3) {
            return Duration::ZERO;
        }
        Duration::from_millis(2 * self.below(longest / 2 + 1) as u64)
    }
}
