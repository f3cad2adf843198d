//! A rule is set off.

use chrono::{DateTime, Utc};

use super::{Calendars, Change, Event, Obligation, Part, State, VoidReason};
use crate::{
    business_time::Pauses,
    leads::engagement::{Duty, Rule, Side},
    values::ids::PersonId,
};

/// What is known when a rule is set off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Opening {
    /// When.
    pub at: DateTime<Utc>,
    /// Whether its precondition holds; says nothing where the rule has none.
    pub precondition_holds: bool,
    /// Who of the giving leg is to do what that leg owes.
    pub giver: Option<PersonId>,
    /// Who of the receiving leg is to do what that leg owes.
    pub receiver: Option<PersonId>,
}

/// An obligation that was opened, and what became of it in the same moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opened {
    /// The obligation.
    pub obligation: Obligation,
    /// What changed at once: something where the precondition did not hold.
    pub changes: Vec<Change>,
}

/// Opens what a rule makes the legs owe: the duty, the word where there is a precondition, and what is owed in return.
/// All clocks run from the same moment. Whoever opens sees to it that one event opens a rule once.
pub fn open(rule: &Rule, opening: &Opening, calendars: &Calendars<'_>) -> Vec<Opened> {
    let owed = |part, side, duty, limit_minutes| owed(rule, opening, part, side, (duty, limit_minutes), calendars);
    let mut obligations = vec![owed(Part::Duty, Side::Receiver, rule.duty, rule.limit_minutes)];
    if rule.precondition.is_some() {
        obligations.push(owed(Part::Word, Side::Giver, rule.duty, rule.limit_minutes));
    }
    let counter = rule.counter;
    obligations.extend(counter.map(|counter| owed(Part::Counter, counter.by, counter.duty, counter.limit_minutes)));
    let holds = opening.precondition_holds || rule.precondition.is_none();
    let opened = obligations.into_iter().map(|mut obligation| {
        let changes = if holds {
            Vec::new()
        } else {
            let broken = Event::Voided(VoidReason::PreconditionBroken);
            obligation.follow(&broken, opening.at, calendars)
        };
        Opened { obligation, changes }
    });
    opened.collect()
}

fn owed(
    rule: &Rule,
    opening: &Opening,
    part: Part,
    side: Side,
    (duty, limit_minutes): (Duty, u32),
    calendars: &Calendars<'_>,
) -> Obligation {
    let (other, person) = match side {
        Side::Giver => (Side::Receiver, opening.giver),
        Side::Receiver => (Side::Giver, opening.receiver),
    };
    let mut obligation = Obligation {
        rule: rule.key.clone(),
        rule_name: rule.name.clone(),
        part,
        side,
        leg: rule.leg(side),
        to: rule.leg(other),
        duty,
        precondition: rule.precondition,
        person,
        running_since: opening.at,
        limit_minutes,
        pauses: Pauses::NONE,
        due_at: None,
        state: State::Open,
    };
    obligation.due_at = obligation.end(calendars);
    obligation
}
