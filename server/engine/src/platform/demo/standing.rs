//! Which moves of a story the journey's criteria explain, and how long the others hold.

use chrono::{DateTime, TimeDelta, Utc};
use model::{
    Department,
    accounts::{
        contacts::BuyingRole,
        signals::{SignalKind, SourceType},
        touches::TouchKind,
    },
    criteria::facts::{AccountFacts, ContactFact, DealFact, Decided, Profile, SignalFact, Standing, TouchFact},
    journey::{evaluation::Rules, transitions::move_by_hand::LONGEST_HOLD},
    receipt::Receipt,
    values::ids::{ContactId, DealId, SignalId, TouchId},
};

use super::stories::Step;
use crate::accounts::{
    contacts::entity as contact, deals::entity as deal, signals::entity as signal, touches::entity as touch,
};

/// Why an account stands in one stage of its story.
pub(super) struct Why {
    /// The receipt of the criteria, where they say the same as the story as long as it lasts.
    pub receipt: Option<Receipt>,
    /// Until when the move holds against them otherwise.
    pub held_until: Option<DateTime<Utc>>,
}

/// Everything that criteria can ask about an account of the demo.
pub(super) fn facts(
    profile: Profile,
    signals: &[signal::Model],
    touches: &[touch::Model],
    contacts: &[&contact::Model],
    deals: &[deal::Model],
) -> AccountFacts {
    let beginning = Standing {
        stage: String::new(),
        since: DateTime::UNIX_EPOCH,
    };
    AccountFacts::new(profile, beginning)
        .with_signals(signals.iter().filter_map(|row| {
            Some(SignalFact {
                at: row.occurred_at,
                id: SignalId(row.id),
                kind: SignalKind::from_key(&row.kind)?,
                source: row.source_type.as_deref().and_then(SourceType::from_key),
                topic: row.topic.clone(),
            })
        }))
        .with_touches(touches.iter().filter_map(|row| {
            Some(TouchFact {
                at: row.occurred_at,
                id: TouchId(row.id),
                kind: TouchKind::from_key(&row.kind)?,
                leg: Department::from_key(&row.leg)?,
            })
        }))
        .with_contacts(contacts.iter().map(|row| ContactFact {
            at: row.created_at,
            id: ContactId(row.id),
            role: row.buying_role.as_deref().and_then(BuyingRole::from_key),
        }))
        .with_deals(deals.iter().map(|row| DealFact {
            opened_at: row.created_at,
            closed: row.closed_at.zip(match row.state.as_str() {
                "won" => Some(Decided::Won),
                "lost" => Some(Decided::Lost),
                _ => None,
            }),
            id: DealId(row.id),
            amount_minor: row.amount_minor,
        }))
}

/// Why the account stands in a stage of its story: by the criteria, if they say so all the time, else because somebody
/// put it there. `longer` is how much longer than the story a move by hand holds.
pub(super) fn why(rules: &Rules<'_>, facts: &mut AccountFacts, step: &Step<'_>, longer: TimeDelta) -> Why {
    let stage = step.stage.key.as_str();
    facts.stand(stage, step.since);
    if agree(rules, facts, step) {
        return Why {
            receipt: rules.receipt(stage, facts, step.since),
            held_until: None,
        };
    }
    let longest = step.since + TimeDelta::days(LONGEST_HOLD.into());
    Why {
        receipt: None,
        held_until: Some((step.until + longer).min(longest)),
    }
}

/// Whether the criteria put the account into the stage from the beginning of the step to its end.
fn agree(rules: &Rules<'_>, facts: &AccountFacts, step: &Step<'_>) -> bool {
    let mut at = step.since;
    loop {
        let decision = rules.decide(facts, None, at);
        if decision.stage != step.stage.key.as_str() {
            return false;
        }
        match decision.until {
            Some(until) if until < step.until && until > at => at = until,
            _ => return true,
        }
    }
}
