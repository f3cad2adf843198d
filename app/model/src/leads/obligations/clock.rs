//! The clock of what is owed, as people look at it: how much of its business time is left.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{Obligation, Standing, State};

/// How much time is left to keep a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clock {
    /// How the obligation stands.
    pub standing: Standing,
    /// Minutes of business time that were granted.
    pub limit_minutes: u32,
    /// Whole minutes of business time that are left; none where it is not open.
    pub left_minutes: Option<u32>,
    /// When the limit ends, or since when the word is broken; none while the clock stands still.
    pub due_at: Option<DateTime<Utc>>,
    /// When it was kept or became void; of one that is late when it was done after all.
    pub settled_at: Option<DateTime<Utc>>,
}

impl Obligation {
    /// Its clock, with so many minutes left.
    pub fn clock(&self, left_minutes: Option<u32>) -> Clock {
        let (due_at, settled_at) = match &self.state {
            State::Open => (self.due_at, None),
            State::Met { at, .. } | State::Void { at, .. } => (self.due_at, Some(*at)),
            State::Breached { at, late } => (Some(*at), late.as_ref().map(|(done, _)| *done)),
        };
        Clock {
            standing: self.state.standing(),
            limit_minutes: self.limit_minutes,
            left_minutes,
            due_at,
            settled_at,
        }
    }
}

impl Clock {
    /// Business time that is used up, in percent of what was granted.
    pub fn used(&self) -> u8 {
        let Some(left) = self.left_minutes else { return 100 };
        let limit = self.limit_minutes.max(1);
        let used = u64::from(limit.saturating_sub(left)) * 100 / u64::from(limit);
        u8::try_from(used).unwrap_or(100)
    }

    /// Whether little is left: a quarter of the limit, or less.
    pub fn is_short(&self) -> bool {
        self.left_minutes
            .is_some_and(|left| u64::from(left) * 4 <= u64::from(self.limit_minutes))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clock(limit_minutes: u32, left_minutes: Option<u32>) -> Clock {
        Clock {
            standing: Standing::Open,
            limit_minutes,
            left_minutes,
            due_at: None,
            settled_at: None,
        }
    }

    #[test]
    fn time_is_short_in_the_last_quarter() {
        assert!(!clock(240, Some(61)).is_short());
        assert!(clock(240, Some(60)).is_short());
        assert!(!clock(240, None).is_short());
    }

    #[test]
    fn what_is_used_up_lies_between_nothing_and_everything() {
        let used = |limit, left| clock(limit, left).used();
        assert_eq!(
            (used(240, Some(240)), used(240, Some(60)), used(240, Some(0))),
            (0, 75, 100)
        );
        // Somebody gave the clock more open hours since.
        assert_eq!(used(240, Some(300)), 0);
        assert_eq!((used(240, None), used(0, Some(0))), (100, 100));
    }
}
