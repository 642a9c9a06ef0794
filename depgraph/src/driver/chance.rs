//! Numbers that nobody can foresee.

use std::hash::{BuildHasher as _, RandomState};

/// Numbers that nobody can foresee, but cheap ones: xorshift.
pub(super) struct Chance(u64);

impl Chance {
    pub(super) fn new() -> Self {
        // Zero would stay zero.
        Self(RandomState::new().hash_one(0) | 1)
    }

    /// A number from 0 to 1.
    pub(super) fn next(&mut self) -> f64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        f64::from(u32::try_from(self.0 >> 32).unwrap_or(0)) / f64::from(u32::MAX)
    }
}
