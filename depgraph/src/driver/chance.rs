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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_numbers_are_spread() {
        let mut chance = Chance(1);
        let mut tenths = [0_u32; 10];
        for _ in 0..10_000 {
            let tenth = tenths.iter_mut().zip(1_u8..);
            let number = chance.next();
            let mut reached = tenth.filter(|&(_, end)| number * 10.0 <= f64::from(end));
            let (count, _) = reached.next().expect("it is from 0 to 1");
            *count += 1;
        }
        let are_spread = tenths.iter().all(|count| (700..1_300).contains(count));
        assert!(are_spread, "{tenths:?}");
    }
}
