//! Times in which a clock stands still.

use std::slice;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A time in which a clock stands still.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
pub struct Pause {
    /// The first moment that does not count.
    pub from: DateTime<Utc>,
    /// The first moment that counts again; none while nobody knows.
    pub until: Option<DateTime<Utc>>,
}

/// All times in which a clock stands still: in order, apart, and only the last without an end.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(from = "Vec<Pause>", into = "Vec<Pause>")]
#[schema(value_type = Vec<Pause>)]
pub struct Pauses(Vec<Pause>);

impl Pauses {
    /// None at all.
    pub const NONE: Self = Self(Vec::new());

    /// All of them, in order.
    pub fn iter(&self) -> slice::Iter<'_, Pause> {
        self.0.iter()
    }

    /// Whether the clock stands still without end.
    pub fn is_paused(&self) -> bool {
        self.0.last().is_some_and(|pause| pause.until.is_none())
    }

    /// Stops the clock from a moment on. Nothing changes where it stands still already.
    #[must_use]
    pub fn paused(self, from: DateTime<Utc>) -> Self {
        if self.is_paused() {
            return self;
        }
        let mut pauses = self.0;
        pauses.push(Pause { from, until: None });
        pauses.into()
    }

    /// Lets the clock run again from a moment on. Nothing changes where it runs already.
    #[must_use]
    pub fn resumed(mut self, at: DateTime<Utc>) -> Self {
        if let Some(pause) = self.0.last_mut().filter(|pause| pause.until.is_none()) {
            pause.until = Some(at);
        }
        self.0.into()
    }
}

impl From<Vec<Pause>> for Pauses {
    fn from(mut pauses: Vec<Pause>) -> Self {
        pauses.retain(|pause| pause.until.is_none_or(|until| until > pause.from));
        pauses.sort_unstable();
        let mut apart: Vec<Pause> = Vec::with_capacity(pauses.len());
        for pause in pauses {
            match apart.last_mut() {
                Some(last) if last.until.is_none_or(|until| until >= pause.from) => {
                    last.until = last.until.zip(pause.until).map(|(one, other)| one.max(other));
                }
                _ => apart.push(pause),
            }
        }
        Self(apart)
    }
}

impl From<Pauses> for Vec<Pause> {
    fn from(pauses: Pauses) -> Self {
        pauses.0
    }
}

impl<'a> IntoIterator for &'a Pauses {
    type Item = &'a Pause;
    type IntoIter = slice::Iter<'a, Pause>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;

    use super::*;

    fn at(hour: i64) -> DateTime<Utc> {
        DateTime::UNIX_EPOCH + TimeDelta::hours(hour)
    }

    fn pause(from: i64, until: Option<i64>) -> Pause {
        Pause {
            from: at(from),
            until: until.map(at),
        }
    }

    #[test]
    fn pauses_are_kept_in_order_and_apart() {
        let pauses = Pauses::from(vec![
            pause(9, Some(9)),
            pause(5, Some(7)),
            pause(1, Some(2)),
            pause(6, Some(8)),
            pause(2, Some(3)),
        ]);
        let apart: Vec<Pause> = pauses.into();
        assert_eq!(apart, [pause(1, Some(3)), pause(5, Some(8))]);
    }

    #[test]
    fn a_pause_without_end_swallows_what_comes_after() {
        let pauses = Pauses::from(vec![pause(5, None), pause(7, Some(9)), pause(1, Some(2))]);
        assert!(pauses.is_paused());
        assert_eq!(Vec::from(pauses), [pause(1, Some(2)), pause(5, None)]);
    }

    #[test]
    fn to_pause_and_to_resume_twice_is_to_do_it_once() {
        let once = Pauses::NONE.paused(at(1)).resumed(at(2));
        let twice = Pauses::NONE.paused(at(1)).paused(at(1)).resumed(at(2)).resumed(at(3));
        assert_eq!(once, twice);
        assert!(!once.is_paused());
        assert_eq!(Pauses::NONE.paused(at(1)).resumed(at(1)), Pauses::NONE);
    }

    #[test]
    fn pauses_are_read_as_they_were_written() {
        let pauses = Pauses::NONE.paused(at(1)).resumed(at(2)).paused(at(4));
        let json = serde_json::to_value(&pauses).unwrap();
        assert_eq!(json[1]["until"], serde_json::Value::Null);
        assert_eq!(serde_json::from_value::<Pauses>(json).unwrap(), pauses);
    }
}
