//! What a report is made within: the period, the part of the company, and what had been agreed then.

use chrono::{DateTime, NaiveDate, Utc};
use model::{
    Department,
    agreement::{LEAD_DEFINITION, RULES_OF_ENGAGEMENT},
    business_time::BusinessTime,
    leads::{
        definitions::LeadDefinition,
        engagement::RulesOfEngagement,
        reports::{
            limit_minutes,
            show::{Held, ShowReports, Under},
        },
    },
    values::{Zone, ids::PersonId},
};
use sea_orm::Value;

use super::days::Days;
use crate::{Fault, Read, agreements::content, leads::calendars};

/// What a report is made within.
pub(super) struct Frame {
    pub(super) from: DateTime<Utc>,
    /// The first moment behind the period.
    pub(super) until: DateTime<Utc>,
    pub(super) now: DateTime<Utc>,
    /// Today on the organisation's clocks.
    pub(super) today: NaiveDate,
    /// The organisation's clocks.
    pub(super) zone: Zone,
    /// When sales is there.
    pub(super) sales: BusinessTime,
    pub(super) department: Option<Department>,
    pub(super) owner: Option<PersonId>,
    pub(super) under: Under,
    /// Rules of engagement that are or were in force, the newest first.
    limits: Vec<Limit>,
}

/// Since and until when a first touch was owed within so many minutes.
struct Limit {
    since: DateTime<Utc>,
    until: Option<DateTime<Utc>>,
    minutes: Option<u32>,
}

impl Frame {
    pub(super) async fn of(read: &Read<'_>, asked: &ShowReports) -> Result<Self, Fault> {
        let (db, now) = (read.db(), read.now());
        let Days {
            first,
            last,
            from,
            until,
            today,
            zone,
        } = Days::of(read, asked).await?;
        let definitions = content::ever_in_force::<LeadDefinition>(db, LEAD_DEFINITION).await?;
        let rules = content::ever_in_force::<RulesOfEngagement>(db, RULES_OF_ENGAGEMENT).await?;
        let under = Under {
            from: first,
            until: last,
            definitions: held(
                definitions.iter().map(|one| (one.number, one.since, one.until)),
                from,
                until,
            ),
            rules: held(rules.iter().map(|one| (one.number, one.since, one.until)), from, until),
        };
        let limits = rules.into_iter().map(|one| Limit {
            since: one.since,
            until: one.until,
            minutes: limit_minutes(&one.content),
        });
        Ok(Self {
            from,
            until,
            now,
            today,
            zone,
            sales: calendars::legs(db, now).await?.calendars().sales.clone(),
            department: asked.department,
            owner: asked.owner,
            under,
            limits: limits.collect(),
        })
    }

    /// Within how many minutes sales owed a touch to a lead that was handed over at a moment, by the rules that were in
    /// force then.
    pub(super) fn limit_at(&self, at: DateTime<Utc>) -> Option<u32> {
        let held = self
            .limits
            .iter()
            .find(|limit| limit.since <= at && limit.until.is_none_or(|until| at < until));
        match held {
            Some(limit) => limit.minutes,
            None => limit_minutes(&RulesOfEngagement::shipped()),
        }
    }
}

/// The versions that were in force at any moment of a period, oldest first; before the first one what ships held.
fn held(
    versions: impl DoubleEndedIterator<Item = (i32, DateTime<Utc>, Option<DateTime<Utc>>)> + Clone,
    from: DateTime<Utc>,
    until: DateTime<Utc>,
) -> Vec<Held> {
    let first = versions.clone().map(|(_, since, _)| since).min();
    let shipped = first.is_none_or(|first| from < first).then_some(Held { number: None });
    let inside = versions
        .rev()
        .filter(|(_, since, ended)| *since < until && ended.is_none_or(|ended| from < ended))
        .map(|(number, ..)| Held { number: Some(number) });
    shipped.into_iter().chain(inside).collect()
}

/// The conditions of a statement, with the values that they are bound to.
#[derive(Default)]
pub(super) struct Conditions {
    holds: Vec<String>,
    values: Vec<Value>,
}

impl Conditions {
    /// A value, as the statement names it.
    pub(super) fn value(&mut self, value: impl Into<Value>) -> String {
        self.values.push(value.into());
        format!("${}", self.values.len())
    }

    pub(super) fn and(&mut self, holds: String) {
        self.holds.push(holds);
    }

    /// All of them, and the values.
    pub(super) fn finish(self) -> (String, Vec<Value>) {
        (self.holds.join(" AND "), self.values)
    }

    /// That a step `step` handed the lead over from or to whoever is asked for. Who gave it says so by the department of
    /// the person today: people hardly ever change it.
    pub(super) fn handed_by_or_to(&mut self, frame: &Frame, step: &str) {
        if let Some(PersonId(owner)) = frame.owner {
            let owner = self.value(owner);
            self.and(format!("({step}.owner_id = {owner} OR {step}.person_id = {owner})"));
        }
        if let Some(department) = frame.department {
            let department = self.value(department.key());
            self.and(format!(
                "({step}.owner_department = {department} \
                 OR {step}.person_id IN (SELECT p.id FROM person p WHERE p.department = {department}))"
            ));
        }
    }

    /// That the lead belongs to whoever is asked for, or was handed over from or to them at any time.
    pub(super) fn passed_through(&mut self, frame: &Frame) {
        let owned = [
            frame.owner.map(|PersonId(owner)| ("owner_id", self.value(owner))),
            frame.department.map(|one| ("owner_department", self.value(one.key()))),
        ];
        let owned: Vec<String> = owned
            .into_iter()
            .flatten()
            .map(|(column, value)| format!("l.{column} = {value}"))
            .collect();
        if owned.is_empty() {
            return;
        }
        let before = self.holds.len();
        self.handed_by_or_to(frame, "h");
        let handed = self.holds.split_off(before).join(" AND ");
        self.and(format!(
            "(({}) OR EXISTS (SELECT 1 FROM lead_transition h WHERE h.lead_id = l.id AND h.to_state = 'handed_over' \
             AND {handed}))",
            owned.join(" AND ")
        ));
    }
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;

    use super::*;

    fn at(day: i64) -> DateTime<Utc> {
        DateTime::UNIX_EPOCH + TimeDelta::days(day)
    }

    #[test]
    fn a_version_is_named_where_it_held_for_a_moment_of_the_period() {
        let versions = [(3, at(30), None), (2, at(20), Some(at(30))), (1, at(10), Some(at(20)))];
        let named = |from, until| -> Vec<Option<i32>> {
            let held = held(versions.into_iter(), at(from), at(until));
            held.into_iter().map(|held| held.number).collect()
        };
        assert_eq!(named(12, 18), [Some(1)]);
        assert_eq!(named(12, 30), [Some(1), Some(2)]);
        assert_eq!(named(20, 31), [Some(2), Some(3)]);
        assert_eq!(named(0, 10), [None]);
        assert_eq!(named(5, 11), [None, Some(1)]);
    }

    #[test]
    fn before_anybody_agreed_what_ships_held() {
        assert_eq!(held([].into_iter(), at(0), at(9)), [Held { number: None }]);
    }
}
