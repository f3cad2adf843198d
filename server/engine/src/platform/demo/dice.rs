//! Chance that repeats itself: the same seed, the same company.

use chrono::{DateTime, Utc};
use uuid::{Builder, Uuid};

/// A `SplitMix64` generator: small, quick, and the same on every machine and in every version.
#[derive(Debug, Clone)]
pub(super) struct Dice(u64);

impl Dice {
    /// Dice for one record of the company: what one of them throws does not depend on how many others there are.
    pub(super) fn new(seed: u64, record: u64) -> Self {
        let mut dice = Self(seed ^ record.wrapping_mul(0xd605_bbb5_8c8a_bbfd));
        dice.throw();
        dice
    }

    pub(super) fn throw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number from `low` to `high`, both included.
    pub(super) fn between(&mut self, low: i64, high: i64) -> i64 {
        let span = u64::try_from(high.saturating_sub(low)).unwrap_or(0).saturating_add(1);
        low.saturating_add(i64::try_from(self.throw() % span).unwrap_or(0))
    }

    /// Whether something happens that happens in so many of a hundred cases.
    pub(super) fn chance(&mut self, of_a_hundred: i64) -> bool {
        self.between(1, 100) <= of_a_hundred
    }

    /// A place in a list of this length, which is not empty.
    pub(super) fn place(&mut self, length: usize) -> usize {
        let last = i64::try_from(length).unwrap_or(1) - 1;
        usize::try_from(self.between(0, last)).unwrap_or(0)
    }

    /// One of a list that is not empty.
    pub(super) fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.place(from.len())]
    }

    /// One of a list that is not empty, by weight.
    pub(super) fn weighted<T: Copy>(&mut self, from: &[(i64, T)]) -> T {
        let total: i64 = from.iter().map(|(weight, _)| weight).sum();
        let mut left = self.between(1, total);
        for (weight, item) in from {
            left -= weight;
            if left <= 0 {
                return *item;
            }
        }
        from[0].1
    }

    /// An id of version 7 as if it had been made at that time.
    pub(super) fn id(&mut self, at: DateTime<Utc>) -> Uuid {
        let mut random = [0_u8; 10];
        random[..8].copy_from_slice(&self.throw().to_le_bytes());
        random[8..].copy_from_slice(&self.throw().to_le_bytes()[..2]);
        let milliseconds = u64::try_from(at.timestamp_millis()).unwrap_or(0);
        Builder::from_unix_timestamp_millis(milliseconds, &random).into_uuid()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_throws_the_same() {
        let throws = |seed| {
            let mut dice = Dice::new(seed, 3);
            [dice.throw(), dice.throw(), dice.throw()]
        };
        assert_eq!(throws(7), throws(7));
        assert_ne!(throws(7), throws(8));
    }

    #[test]
    fn throws_stay_within_their_bounds() {
        let mut dice = Dice::new(1, 1);
        assert!((0..1_000).all(|_| (-3..=3).contains(&dice.between(-3, 3))));
        assert!((0..100).all(|_| !dice.chance(0) && dice.chance(100)));
        assert!((0..100).all(|_| dice.weighted(&[(0, 'a'), (5, 'b')]) == 'b'));
    }
}
