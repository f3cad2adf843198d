//! How points are lost with time, in whole points and whole days. Nothing here is rounded by a processor: browser and
//! server come to the same.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// How points are lost with time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Decay {
    /// Half of them every so many days, evenly in between.
    HalfLife(u16),
    /// Evenly, until after so many days none is left.
    Linear(u16),
}

/// After so many half-lives nothing is left of any number of points.
const HALVINGS: u32 = 31;

impl Decay {
    /// Its days.
    pub const fn days(self) -> u16 {
        match self {
            Self::HalfLife(days) | Self::Linear(days) => days,
        }
    }

    /// What is left of points after so many whole days; parts of a point are lost.
    pub fn left(self, points: i32, days: u32) -> i32 {
        let length = i64::from(self.days().max(1));
        let (points, days) = (i64::from(points), i64::from(days));
        let left = match self {
            Self::Linear(_) => points * (length - days).max(0) / length,
            Self::HalfLife(_) => {
                let (halvings, day) = (days / length, days % length);
                if halvings >= i64::from(HALVINGS) {
                    0
                } else {
                    points * (2 * length - day) / ((2 * length) << halvings)
                }
            }
        };
        i32::try_from(left).unwrap_or(0)
    }

    /// The first day after this one on which fewer are left; `None` where none is left already.
    pub fn next_loss(self, points: i32, day: u32) -> Option<u32> {
        let left = self.left(points, day);
        if left == 0 {
            return None;
        }
        let last = match self {
            Self::HalfLife(days) => u32::from(days.max(1)) * HALVINGS,
            Self::Linear(days) => u32::from(days.max(1)),
        };
        // What is left never rises, so that the day can be looked up by halves.
        let (mut before, mut after) = (day, last);
        while after - before > 1 {
            let middle = before + (after - before) / 2;
            if self.left(points, middle) == left {
                before = middle;
            } else {
                after = middle;
            }
        }
        Some(after)
    }
}

impl Decay {
    /// The first day on which exactly so many of the points are left; `None` where there are never so many.
    pub(super) fn first_day(self, points: i32, left: i32) -> Option<u32> {
        let mut day = 0;
        while self.left(points, day) != left {
            day = self.next_loss(points, day)?;
        }
        Some(day)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case(Decay::HalfLife(30), 20, &[(0, 20), (15, 15), (30, 10), (60, 5), (90, 2), (120, 1), (150, 0)])]
    #[case(Decay::Linear(10), 20, &[(0, 20), (1, 18), (5, 10), (9, 2), (10, 0), (4_000, 0)])]
    #[case(Decay::Linear(30), -3, &[(0, -3), (1, -2), (10, -2), (20, -1), (30, 0)])]
    fn points_are_lost_with_time(#[case] decay: Decay, #[case] points: i32, #[case] expected: &[(u32, i32)]) {
        for (day, left) in expected {
            assert_eq!(decay.left(points, *day), *left, "day {day}");
        }
    }

    proptest! {
        #[test]
        fn the_next_loss_is_the_first(
            half: bool, days in 1_u16..60, points in prop_oneof![1_i32..60, -60_i32..-1], day in 0_u32..100,
        ) {
            let decay = if half { Decay::HalfLife(days) } else { Decay::Linear(days) };
            let left = decay.left(points, day);
            prop_assert!(left.abs() <= points.abs());
            match decay.next_loss(points, day) {
                None => prop_assert_eq!(left, 0),
                Some(next) => {
                    prop_assert!(next > day);
                    prop_assert!((day..next).all(|same| decay.left(points, same) == left));
                    prop_assert!(decay.left(points, next).abs() < left.abs());
                }
            }
        }
    }
}
