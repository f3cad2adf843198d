//! Evidence that an account has a pain, and the one pain that comes out of it.
//!
//! Evidence is never overwritten. A newer word of the same department from the same source takes the place of the older
//! one for good, also when it is taken back itself; words of different departments or sources stand side by side. Where they differ by [`CONTRADICTION`] or more
//! somebody says which one holds, and the others step back. Until then the severest counts and the pain is contested:
//! nobody's pain is overlooked because somebody else has not heard of it.

pub mod add;
pub mod settle;
pub mod unsettle;
pub mod withdraw;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::PainKey;
pub use crate::values::rating::Severity;
use crate::{
    Department, Refusal,
    accounts::Lead as Person,
    claims::{Claim, side_by_side},
    criteria::facts::EvidenceFact,
    keyed,
    values::{
        ids::{AccountId, ContactId, EvidenceId},
        text::{Line, Name},
    },
};

/// Severities that lie so far apart are not of the same pain.
pub const CONTRADICTION: u8 = 2;

keyed! {
    /// Where evidence of a pain comes from.
    EvidenceSource {
        /// Somebody there said so in a conversation.
        Conversation = "conversation", "Conversation";
        /// Somebody there answered so when asked in writing.
        Survey = "survey", "Survey";
        /// A customer asked for help.
        SupportCase = "support_case", "Support case";
        /// It was measured.
        Measurement = "measurement", "Measurement";
        /// It was said or published where everybody can read it.
        Public = "public", "Public word";
        /// An analyst, a consultant or a partner said so.
        ThirdParty = "third_party", "Third party";
        /// It was concluded from what they did.
        Behaviour = "behaviour", "Behaviour";
    }
}

/// What somebody found out about a pain of an account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = PainEvidence)]
pub struct Evidence {
    /// Which one.
    pub id: EvidenceId,
    /// Of which account.
    pub account: AccountId,
    /// Which pain.
    pub pain: PainKey,
    /// How much it hurts.
    pub severity: Severity,
    /// Where it comes from.
    pub source: EvidenceSource,
    /// Which department wrote it down.
    pub department: Department,
    /// When it was said or seen; its age is counted from here.
    pub heard_at: DateTime<Utc>,
    /// Who said it, in words: a name, “their annual report”.
    pub said_by: Name,
    /// Who said it, where the person is known.
    pub contact: Option<ContactId>,
    /// What was said.
    pub words: Option<Line>,
    /// Who wrote it down.
    pub author: Option<Person>,
    /// When it was written down.
    pub noted_at: DateTime<Utc>,
    /// Since when somebody says that this one holds against others.
    pub settled_at: Option<DateTime<Utc>>,
    /// Since when it does not count, and why.
    pub ended: Option<Ended>,
}

/// Since when evidence does not count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = EvidenceEnded)]
pub struct Ended {
    /// Since when.
    pub at: DateTime<Utc>,
    /// The evidence that holds against it; nothing where its department no longer says so.
    pub stepped_back_for: Option<EvidenceId>,
}

impl Claim for Evidence {
    type About = (AccountId, PainKey);

    fn about(&self) -> Self::About {
        (self.account, self.pain.clone())
    }

    fn stated(&self) -> (DateTime<Utc>, Uuid) {
        (self.heard_at, self.id.0)
    }

    fn contradicts(&self, other: &Self) -> bool {
        self.severity.get().abs_diff(other.severity.get()) >= CONTRADICTION
    }
}

/// A pain of an account: the one that everything else asks for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CanonicalPain {
    /// Of which account.
    pub account: AccountId,
    /// Which pain.
    pub pain: PainKey,
    /// How much it hurts.
    pub severity: Severity,
    /// The evidence that says so: the newest of the severest.
    pub by: EvidenceId,
    /// Whether evidence contradicts it, and somebody has to say which one holds.
    pub contested: bool,
    /// All evidence that stands, the newest first.
    pub standing: Vec<EvidenceId>,
}

/// What of a piece of evidence says from when until when it counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word<'a> {
    /// Which evidence.
    pub id: EvidenceId,
    /// Of which account.
    pub account: AccountId,
    /// Key of the pain.
    pub pain: &'a str,
    /// How much it hurts, 1 to 5.
    pub severity: u8,
    /// Where it comes from.
    pub source: EvidenceSource,
    /// Which department wrote it down.
    pub department: Department,
    /// When it was said or seen.
    pub heard_at: DateTime<Utc>,
    /// When it was written down.
    pub noted_at: DateTime<Utc>,
    /// Since when it does not count.
    pub ended_at: Option<DateTime<Utc>>,
}

impl<'a> From<&'a Evidence> for Word<'a> {
    fn from(evidence: &'a Evidence) -> Self {
        Self {
            id: evidence.id,
            account: evidence.account,
            pain: evidence.pain.as_str(),
            severity: evidence.severity.get(),
            source: evidence.source,
            department: evidence.department,
            heard_at: evidence.heard_at,
            noted_at: evidence.noted_at,
            ended_at: evidence.ended.map(|ended| ended.at),
        }
    }
}

/// From when until when each piece of evidence counts, as criteria ask it. Pieces that never counted are left out.
pub fn facts<'e, W: Into<Word<'e>>>(evidence: impl IntoIterator<Item = W>) -> Vec<EvidenceFact> {
    let mut words: Vec<Word<'_>> = evidence.into_iter().map(Into::into).collect();
    let voice = |one: &Word<'e>| (one.account, one.pain, one.department, one.source);
    words.sort_by_key(|one| (voice(one), one.heard_at, one.noted_at, one.id));
    let mut newer: Option<Word<'_>> = None;
    let mut facts = Vec::new();
    for one in words.into_iter().rev() {
        let replaced = newer
            .filter(|newer| voice(newer) == voice(&one))
            .map(|newer| newer.heard_at);
        let until = replaced.into_iter().chain(one.ended_at).min();
        newer = Some(one);
        if until.is_none_or(|until| until > one.heard_at) {
            facts.push(EvidenceFact {
                at: one.heard_at,
                until,
                id: one.id,
                pain: one.pain.to_owned(),
                severity: one.severity,
                source: one.source,
            });
        }
    }
    facts
}

/// The pains of accounts at a moment, one per account and pain: contested ones first, then the severest.
pub fn canonical(evidence: &[Evidence], now: DateTime<Utc>) -> Vec<CanonicalPain> {
    let standing: Vec<EvidenceId> = facts(evidence)
        .iter()
        .filter(|fact| fact.counts_at(now))
        .map(|fact| fact.id)
        .collect();
    let standing = evidence.iter().filter(|one| standing.contains(&one.id)).cloned();
    let mut pains: Vec<CanonicalPain> = side_by_side(standing.collect())
        .into_iter()
        .filter_map(|claims| {
            let severest = claims.all.iter().rev().max_by_key(|one| one.severity)?;
            Some(CanonicalPain {
                account: severest.account,
                pain: severest.pain.clone(),
                severity: severest.severity,
                by: severest.id,
                contested: claims.contradict,
                standing: claims.all.iter().map(|one| one.id).collect(),
            })
        })
        .collect();
    pains.sort_by_key(|pain| (!pain.contested, std::cmp::Reverse(pain.severity)));
    pains
}

/// Says that one piece of evidence holds; what stands about the same pain of the same account steps back. Says what did.
pub fn settle(evidence: &mut [Evidence], holds: EvidenceId, now: DateTime<Utc>) -> Result<Vec<EvidenceId>, Refusal> {
    let standing: Vec<EvidenceId> = facts(&*evidence)
        .iter()
        .filter(|fact| fact.counts_at(now))
        .map(|fact| fact.id)
        .collect();
    let stands = |one: &&mut Evidence| one.id == holds && standing.contains(&one.id);
    let settled = evidence.iter_mut().find(stands).ok_or(Refusal::FactNotStanding)?;
    settled.settled_at = Some(now);
    let about = settled.about();
    let others = evidence
        .iter_mut()
        .filter(|one| one.id != holds && one.about() == about && standing.contains(&one.id));
    let stepped = others.map(|one| {
        one.ended = Some(Ended {
            at: now,
            stepped_back_for: Some(holds),
        });
        one.id
    });
    Ok(stepped.collect())
}

/// Takes back that a piece of evidence holds; what stepped back for it stands beside it again. Says what does.
pub fn unsettle(evidence: &mut [Evidence], held: EvidenceId) -> Result<Vec<EvidenceId>, Refusal> {
    let settled = evidence
        .iter_mut()
        .find(|one| one.id == held && one.settled_at.is_some());
    settled.ok_or(Refusal::NothingSettled)?.settled_at = None;
    let stepped = evidence
        .iter_mut()
        .filter(|one| one.ended.is_some_and(|ended| ended.stepped_back_for == Some(held)));
    let back = stepped.map(|one| {
        one.ended = None;
        one.id
    });
    Ok(back.collect())
}
