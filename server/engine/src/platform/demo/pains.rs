//! What hurts at accounts of which somebody is a lead, and what made it urgent.

use chrono::{DateTime, TimeDelta, Utc};
use model::{
    Department,
    activity::Fact,
    leads::pains::{
        Crisis, Pain,
        evidence::{EvidenceSource, Severity},
        readiness::Readiness,
    },
    values::ids::{AccountId, EvidenceId, TriggerId},
};

use super::{dice::Dice, leads::At, people::Colleague};
use crate::{
    accounts::contacts::entity as contact,
    leads::pains::{evidence::entity as evidence, triggers::entity as trigger},
};

/// What is stored of the pains of an account.
#[derive(Debug, Default)]
pub(super) struct Hurts {
    pub evidence: Vec<evidence::Model>,
    pub triggers: Vec<trigger::Model>,
}

/// A fact of the event log, with who recorded it when.
type Said<'a> = (DateTime<Utc>, &'a Colleague, Fact);

impl Hurts {
    /// Somebody there says what hurts, and something that befell the account makes it urgent: at most for as long as the
    /// crisis counts.
    pub(super) fn of_account<'a>(at: At<'a>, person: &contact::Model, dice: &mut Dice) -> (Self, Vec<Said<'a>>) {
        let mut hurts = Self::default();
        let mut said = Vec::new();
        let heard = (at.now - TimeDelta::days(dice.between(3, 120))).max(person.created_at + TimeDelta::minutes(30));
        let (crises, pains) = (Crisis::shipped(), Pain::shipped());
        if heard >= at.now || crises.is_empty() {
            return (hurts, said);
        }
        let crisis = dice.pick(&crises).clone();
        let hurt = |key: &str| pains.iter().find(|pain| pain.key.as_str() == key);
        let Some(pain) = crisis.pains.first().and_then(|key| hurt(key.as_str())) else {
            return (hurts, said);
        };
        let severity = dice.between(3, 5);
        let row = evidence::Model {
            id: dice.id(heard),
            account_id: at.account,
            pain: pain.key.to_string(),
            severity: i16::try_from(severity).unwrap_or(3),
            source: EvidenceSource::Conversation.key().to_owned(),
            department: Department::Marketing.key().to_owned(),
            heard_at: heard,
            said_by: person.name.clone(),
            contact_id: Some(person.id),
            words: None,
            author_id: Some(at.marketing.id.0),
            noted_at: heard,
            ended_at: None,
            ended_for: None,
        };
        if let Some(severity) = u8::try_from(severity)
            .ok()
            .and_then(|severity| Severity::try_from(severity).ok())
        {
            let fact = Fact::PainHeard {
                account: AccountId(at.account),
                evidence: EvidenceId(row.id),
                pain: pain.name.to_string(),
                severity,
                said_by: row.said_by.clone(),
                words: None,
                leg: Department::Marketing,
            };
            said.push((heard, at.marketing, fact));
        }
        hurts.evidence.push(row);
        let occurred = heard + TimeDelta::minutes(dice.between(5, 40));
        if occurred < at.now && dice.chance(75) {
            let row = trigger::Model {
                id: dice.id(occurred),
                account_id: at.account,
                crisis: crisis.key.to_string(),
                pains: serde_json::to_value(&crisis.pains).unwrap_or_default(),
                occurred_at: occurred,
                expires_at: crisis.expires(occurred),
                known_from: "They told us on the telephone".to_owned(),
                department: Department::Marketing.key().to_owned(),
                author_id: Some(at.marketing.id.0),
                withdrawn_at: None,
            };
            let fact = Fact::CrisisBefell {
                account: AccountId(at.account),
                trigger: TriggerId(row.id),
                crisis: crisis.name.to_string(),
                known_from: row.known_from.clone(),
                occurred_at: occurred,
                expires_at: row.expires_at,
                leg: Department::Marketing,
            };
            said.push((occurred, at.marketing, fact));
            let turned = |to, at| Fact::ReadinessTurned {
                account: AccountId(row.account_id),
                to,
                at,
            };
            said.push((occurred, at.marketing, turned(Readiness::BuyNow, occurred)));
            if row.expires_at <= at.now {
                said.push((row.expires_at, at.marketing, turned(Readiness::Later, row.expires_at)));
            }
            hurts.triggers.push(row);
        }
        (hurts, said)
    }

    /// Whether the account is ready to buy: until its crisis does not count any more.
    pub(super) fn readiness(&self, now: DateTime<Utc>) -> Readiness {
        match self.turns_at(now) {
            Some(_) => Readiness::BuyNow,
            None => Readiness::Later,
        }
    }

    /// When it may be otherwise though nothing happens.
    pub(super) fn turns_at(&self, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let ends = self.triggers.iter().map(|row| row.expires_at);
        ends.filter(|ends| now < *ends).max()
    }
}
