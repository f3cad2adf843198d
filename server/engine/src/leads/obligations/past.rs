//! What departments would owe each other by now, had the rules been in force while an account's history was told: the same
//! rules, following the same facts, without a database. The demo company gets its obligations from here.

use std::collections::HashMap;

use chrono::{DateTime, DurationRound as _, TimeDelta, Utc};
use model::{
    Actor, Department,
    activity::Fact,
    journey::participation::leg_place,
    leads::{
        engagement::{Precondition, RulesOfEngagement},
        obligations::{self, Calendars, Event, Obligation, Opening, Standing},
    },
    values::ids::PersonId,
};
use sea_orm::prelude::Uuid;

use super::{
    changes,
    entity::Model,
    news::{Told, What},
    set_off::{Happened, Happening},
    store::{Base, Breach, Noted},
};
use crate::{
    Fault,
    accounts::touches::entity as touch,
    leads::chain::{entity as lead, transitions::entity as step},
};

/// What holds for all accounts.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Terms<'a> {
    /// What the departments agreed.
    pub rules: &'a RulesOfEngagement,
    /// By which version.
    pub rules_version: Uuid,
    /// When their people are there.
    pub calendars: Calendars<'a>,
}

/// An entry of the log.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Entry<'a> {
    pub id: Uuid,
    pub at: DateTime<Utc>,
    pub actor: &'a Actor,
    pub fact: &'a Fact,
}

/// How the account was at an entry.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Account<'a> {
    /// Key of the stage in which it stood.
    pub stage: &'a str,
    /// Who leads its legs, in their usual order.
    pub leads: [Option<PersonId>; 3],
    /// Whether evidence of a pain was on record.
    pub in_pain: bool,
    /// The touch that the entry tells.
    pub touch: Option<&'a touch::Model>,
    /// The lead that it tells of, with all its steps.
    pub lead: Option<(&'a lead::Model, &'a [step::Model])>,
}

/// What is owed at an account while its history goes on.
#[derive(Debug, Default)]
pub(crate) struct Past {
    /// Everything that was ever owed.
    pub owed: Vec<Model>,
    /// The steps that it took.
    pub steps: Vec<changes::Model>,
    breached: Vec<Breach>,
}

impl Past {
    /// Tells what is owed of an entry, and opens what the rules make of it. Hands out what is new.
    pub fn follow(
        &mut self,
        terms: Terms<'_>,
        entry: Entry<'_>,
        account: Account<'_>,
        new_id: &mut impl FnMut(DateTime<Utc>) -> Uuid,
    ) -> Result<Vec<Obligation>, Fault> {
        self.hear(terms, entry, account)?;
        let Some(happening) = Happening::of(entry.id, entry.fact) else {
            return Ok(Vec::new());
        };
        let lead = account.lead.map(|(row, steps)| as_of(row, steps, entry.at));
        let legs = lead.as_ref().and_then(|lead| lead.legs(happening.trigger));
        let stage = happening.stage.as_deref().unwrap_or(account.stage);
        let occasion = happening.occasion(stage, legs, account.leads.map(|lead| lead.is_some()));
        let of_account = |leg| account.leads[leg_place(leg)];
        let base = Base {
            happening: &happening,
            contact: lead.as_ref().map(|lead| lead.row.contact_id),
            stage,
            rules_version: Some(terms.rules_version),
        };
        let noted = Noted {
            at: entry.at,
            by: entry.actor.person(),
        };
        let mut new = Vec::new();
        for rule in terms.rules.set_off_by(&occasion) {
            let opening = Opening {
                at: entry.at,
                precondition_holds: match rule.precondition {
                    None => true,
                    Some(Precondition::MeetsDefinition) => {
                        lead.as_ref().is_some_and(|lead| lead.row.qualified == Some(true))
                    }
                    Some(Precondition::PainKnown) => account.in_pain,
                },
                giver: legs.map_or_else(|| of_account(rule.giving), |legs| legs.giver),
                receiver: legs.map_or_else(|| of_account(rule.receiving), |legs| legs.receiver),
            };
            for one in obligations::open(rule, &opening, &terms.calendars) {
                new.push(one.obligation.clone());
                let (mut row, changes) = base.row(new_id(entry.at), entry.at, one)?;
                self.steps.push(noted.step(&mut row, entry.at, None, Standing::Open));
                noted.note(&mut row, &changes, &mut self.steps, &mut self.breached);
                self.owed.push(row);
            }
        }
        Ok(new)
    }

    /// Writes down what time has decided by now, and hands out what the log tells of breaches: when it was noticed, and
    /// what.
    pub fn end(
        &mut self,
        terms: Terms<'_>,
        now: DateTime<Utc>,
        managers: impl Fn(Department) -> Vec<(PersonId, String)>,
    ) -> Result<Vec<(DateTime<Utc>, Fact)>, Fault> {
        self.look(terms, now)?;
        let facts = self.breached.drain(..).map(|breach| {
            let told = Department::from_key(&breach.leg).map(&managers).unwrap_or_default();
            Ok((noticed(breach.at, now), breach.fact(&told)?))
        });
        facts.collect()
    }

    fn hear(&mut self, terms: Terms<'_>, entry: Entry<'_>, account: Account<'_>) -> Result<(), Fault> {
        self.look(terms, entry.at)?;
        let told = Told {
            entry: entry.id,
            by: entry.actor.person(),
            department: entry.actor.department(),
            now: entry.at,
        };
        let touches: HashMap<Uuid, touch::Model> = account.touch.map(|row| (row.id, row.clone())).into_iter().collect();
        let noted = Noted {
            at: entry.at,
            by: entry.actor.person(),
        };
        for news in told.of(entry.fact, &touches) {
            let What::Event(event) = &news.what else { continue };
            // What was kept or is not owed hears of nothing that a history tells.
            let hears = |row: &&mut Model| {
                let states = [Standing::Open.key(), Standing::Breached.key()];
                states.contains(&row.state.as_str()) && news.about.concerns(row)
            };
            for row in self.owed.iter_mut().filter(hears) {
                let mut obligation = row.obligation()?;
                let changes = obligation.follow(event, entry.at, &terms.calendars);
                row.set(&obligation)?;
                noted.note(row, &changes, &mut self.steps, &mut self.breached);
            }
        }
        Ok(())
    }

    /// What was due until a moment is settled as it stands then, by nobody.
    fn look(&mut self, terms: Terms<'_>, now: DateTime<Utc>) -> Result<(), Fault> {
        for row in &mut self.owed {
            let Some(due) = row.look_again_at().filter(|due| *due <= now) else {
                continue;
            };
            let mut obligation = row.obligation()?;
            let changes = obligation.follow(&Event::Looked, due, &terms.calendars);
            row.set(&obligation)?;
            let noted = Noted {
                at: noticed(due, now),
                by: None,
            };
            noted.note(row, &changes, &mut self.steps, &mut self.breached);
        }
        Ok(())
    }
}

/// When somebody looked: with the next full minute.
fn noticed(due: DateTime<Utc>, now: DateTime<Utc>) -> DateTime<Utc> {
    due.duration_round_up(TimeDelta::minutes(1))
        .map_or(due, |minute| minute.min(now))
}

/// A lead as it was at a moment.
fn as_of(row: &lead::Model, steps: &[step::Model], at: DateTime<Utc>) -> Happened {
    let steps: Vec<step::Model> = steps
        .iter()
        .filter(|step| step.lead_id == row.id && step.at <= at)
        .cloned()
        .collect();
    let mut row = row.clone();
    if let Some(last) = steps.last() {
        row.owner_id = last.owner_id;
    }
    let handed_over = steps.iter().rev().find(|step| step.met_definition.is_some());
    row.qualified = handed_over.and_then(|step| step.met_definition).or(row.qualified);
    Happened { row, steps }
}
