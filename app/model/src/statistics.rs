//! Shares and medians of few cases, and how sure one can be of them.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// The quantile of the normal distribution that leaves 2.5 % on each side.
const Z: f64 = 1.959_963_984_540_054;

/// A share with its 95 % interval by Wilson, which stays between nought and one and says something about few cases too.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, ToSchema)]
#[schema(as = ShareWithInterval)]
pub struct Share {
    /// From 0 to 1.
    pub share: f64,
    /// The lower end of the interval, from 0 to 1.
    pub low: f64,
    /// The upper end of the interval, from 0 to 1.
    pub high: f64,
}

impl Share {
    /// A part of a whole; nothing where there is no whole.
    pub fn of(part: u32, whole: u32) -> Option<Self> {
        if whole == 0 {
            return None;
        }
        let n = f64::from(whole);
        let share = f64::from(part.min(whole)) / n;
        let z2 = Z * Z;
        let middle = (share + z2 / (2.0 * n)) / (1.0 + z2 / n);
        let spread = Z * (share * (1.0 - share) / n + z2 / (4.0 * n * n)).sqrt() / (1.0 + z2 / n);
        // Rounding must not push the share itself out of its interval where it is nought or one.
        Some(Self {
            share,
            low: (middle - spread).max(0.0).min(share),
            high: (middle + spread).min(1.0).max(share),
        })
    }
}

/// A 95 % interval, in whole numbers that were really there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Between {
    /// The lower end.
    pub low: u32,
    /// The upper end.
    pub high: u32,
}

impl Between {
    /// Where the median lies of that which these are a sample of, whatever its distribution. Nothing below six, from
    /// which on there is such an interval.
    pub fn around_median(mut values: Vec<u32>) -> Option<Self> {
        values.sort_unstable();
        let outside = median_rank(values.len())?.checked_sub(1)?;
        let last = values.len().checked_sub(outside + 1)?;
        Some(Self {
            low: *values.get(outside)?,
            high: *values.get(last)?,
        })
    }
}

/// The largest rank of which no more than 2.5 % lie below: so many heads of `count` coins or fewer, less one.
fn median_rank(count: usize) -> Option<usize> {
    // The chance of all tails would be nought in a float for thousands of coins, so its logarithm is added up.
    let coins = f64::from(u32::try_from(count).ok()?);
    let mut term = -coins * std::f64::consts::LN_2;
    let mut below = 0.0;
    let mut heads = 0.0;
    let mut rank = 0;
    loop {
        below += term.exp();
        if below > 0.025 || heads >= coins {
            return (rank > 0).then_some(rank);
        }
        rank += 1;
        term += ((coins - heads) / (heads + 1.0)).ln();
        heads += 1.0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_interval_of_a_median_is_that_of_the_binomial_with_a_half() {
        assert_eq!(
            [5, 6, 10, 20, 25, 50].map(median_rank),
            [None, Some(1), Some(2), Some(6), Some(8), Some(18)]
        );
        assert_eq!(median_rank(10_000), Some(4_902));
        let between = Between::around_median((1..=20).rev().collect());
        assert_eq!(between, Some(Between { low: 6, high: 15 }));
        assert_eq!(Between::around_median(Vec::new()), None);
    }

    #[track_caller]
    fn is(part: u32, whole: u32, low: f64, high: f64) {
        let share = Share::of(part, whole).unwrap();
        let near = |one: f64, other: f64| (one - other).abs() < 0.000_5;
        assert!(near(share.low, low) && near(share.high, high), "{share:?}");
    }

    #[test]
    fn intervals_are_those_of_the_books() {
        // Newcombe 1998, table I, method 3.
        is(81, 263, 0.2553, 0.3662);
        is(15, 148, 0.0624, 0.1605);
        is(0, 20, 0.0, 0.1611);
        is(1, 29, 0.0061, 0.1718);
    }

    #[test]
    fn there_is_no_share_of_nothing() {
        assert_eq!(Share::of(0, 0), None);
    }

    #[test]
    fn a_share_lies_within_its_interval_and_more_cases_make_it_narrower() {
        for whole in 1..60_u32 {
            for part in 0..=whole {
                let share = Share::of(part, whole).unwrap();
                assert!(0.0 <= share.low && share.low <= share.share, "{part} of {whole}");
                assert!(share.share <= share.high && share.high <= 1.0, "{part} of {whole}");
                let more = Share::of(part * 10, whole * 10).unwrap();
                assert!(more.high - more.low < share.high - share.low, "{part} of {whole}");
            }
        }
    }
}
