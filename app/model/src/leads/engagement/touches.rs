//! How often a leg may turn to the buyer.

use chrono::{DateTime, TimeDelta, Utc};

use super::{Rule, RulesOfEngagement, TouchLimit};
use crate::{Department, Refusal};

impl RulesOfEngagement {
    /// Refuses a touch over the most that a rule allows, naming the rule; of several the one that allows the next one
    /// last. The touch is one of a leg at an account that stands in the stage; `earlier` are the moments of that leg's
    /// earlier touches there, in any order. A reminder counts as a touch: the rule limits touches, not calls.
    pub fn may_touch(
        &self,
        leg: Department,
        stage: &str,
        at: DateTime<Utc>,
        earlier: &[DateTime<Utc>],
    ) -> Result<(), Refusal> {
        let limits = self
            .rules
            .iter()
            .filter(|rule| rule.receiving == leg && rule.holds_in(stage));
        let refusing = limits.filter_map(|rule| {
            let limit = rule.most_touches?;
            Some((limit.again_at(at, earlier)?, limit, rule))
        });
        match refusing.max_by_key(|(again_at, ..)| *again_at) {
            None => Ok(()),
            Some((again_at, limit, Rule { name, .. })) => Err(Refusal::TooManyTouches {
                name: name.clone(),
                most: limit.most,
                within_days: limit.within_days,
                again_at,
            }),
        }
    }
}

impl TouchLimit {
    /// When the next touch is allowed; nothing where it is allowed now. A window of *n* days at a moment *t* counts
    /// touches with *t* - *n* days < occurred at <= *t*, as in every rule.
    fn again_at(self, at: DateTime<Utc>, earlier: &[DateTime<Utc>]) -> Option<DateTime<Utc>> {
        let window = TimeDelta::days(self.within_days.into());
        let mut counted: Vec<DateTime<Utc>> = earlier
            .iter()
            .copied()
            .filter(|touch| *touch <= at && at.signed_duration_since(*touch) < window)
            .collect();
        counted.sort_unstable();
        // So many of the oldest have to fall out of the window that one less than allowed is left.
        let over = counted.len().checked_sub(self.most.into())?;
        let last_out = counted.get(over)?;
        Some(last_out.checked_add_signed(window).unwrap_or(DateTime::<Utc>::MAX_UTC))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::Department::{Marketing, Sales};

    fn day(day: i64) -> DateTime<Utc> {
        DateTime::UNIX_EPOCH + TimeDelta::days(day)
    }

    #[test]
    fn a_touch_over_the_maximum_is_blocked_naming_the_rule() {
        let rules = RulesOfEngagement::shipped();
        let five: Vec<DateTime<Utc>> = (1..=5).map(day).collect();
        assert_eq!(rules.may_touch(Sales, "exploring", day(6), &five), Ok(()));
        let six: Vec<DateTime<Utc>> = (1..=6).rev().map(day).collect();
        let refusal = Refusal::TooManyTouches {
            name: "Follow up a lead".to_owned(),
            most: 6,
            within_days: 14,
            again_at: day(15),
        };
        assert_eq!(rules.may_touch(Sales, "exploring", day(7), &six), Err(refusal));
        // Only where the rule holds, and only the leg whose touches it limits.
        assert_eq!(rules.may_touch(Sales, "loosening", day(7), &six), Ok(()));
        assert_eq!(rules.may_touch(Marketing, "exploring", day(7), &six), Ok(()));
        // And not for ever.
        let almost = day(15) - TimeDelta::microseconds(1);
        assert!(rules.may_touch(Sales, "exploring", almost, &six).is_err());
        assert_eq!(rules.may_touch(Sales, "exploring", day(15), &six), Ok(()));
    }

    #[test]
    fn of_two_limits_the_stricter_one_is_named() {
        let mut rules = RulesOfEngagement::shipped();
        let mut strict = rules.rules[0].clone();
        strict.key = "strict".parse().unwrap();
        strict.name = "Leave them in peace".to_owned();
        strict.most_touches = Some(TouchLimit {
            most: 1,
            within_days: 90,
        });
        rules.rules.push(strict);
        let six: Vec<DateTime<Utc>> = (1..=6).map(day).collect();
        let Err(Refusal::TooManyTouches { name, again_at, .. }) = rules.may_touch(Sales, "exploring", day(7), &six)
        else {
            panic!("not refused");
        };
        assert_eq!((name.as_str(), again_at), ("Leave them in peace", day(96)));
    }

    proptest! {
        #[test]
        fn again_is_the_first_moment_that_is_allowed(
            hours in proptest::collection::vec(0_i64..500, 0..12), most in 1_u16..5, within_days in 1_u16..10,
        ) {
            let limit = TouchLimit { most, within_days };
            let at = DateTime::UNIX_EPOCH + TimeDelta::hours(500);
            let earlier: Vec<DateTime<Utc>> = hours.iter().map(|hour| DateTime::UNIX_EPOCH + TimeDelta::hours(*hour)).collect();
            let window = TimeDelta::days(within_days.into());
            let inside = |moment: DateTime<Utc>| {
                earlier.iter().filter(|touch| **touch > moment - window && **touch <= moment).count()
            };
            match limit.again_at(at, &earlier) {
                None => prop_assert!(inside(at) < usize::from(most)),
                Some(again) => {
                    prop_assert!(inside(at) >= usize::from(most) && again > at);
                    prop_assert!(inside(again) < usize::from(most));
                    prop_assert!(inside(again - TimeDelta::microseconds(1)) >= usize::from(most));
                }
            }
        }
    }
}
