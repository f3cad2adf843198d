//! One chain of states for one person: from captured to converted, or rejected and recycled. It is one record all the
//! way, never a copy, and it always has a state, an owner and a next date.

pub mod accept;
pub mod befriend;
pub mod capture;
pub mod close;
mod command;
pub mod convert;
pub mod count;
pub mod gate;
pub mod hand_over;
pub mod list;
pub mod nurture;
pub mod offers;
pub mod place;
pub mod qualify;
pub mod rate;
pub mod reject;
pub mod show;
mod take;
pub mod work;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

pub use self::command::Command;
use self::gate::HandOver;
use super::definitions::Snapshot;
pub use crate::values::rating::Quality;
use crate::{
    Department,
    accounts::contacts::Track,
    keyed,
    values::{
        ids::{AccountId, AgreementVersionId, ContactId, DealId, LeadId, PersonId},
        text::Reason,
    },
};

keyed! {
    /// Where a lead stands.
    LeadState {
        /// Somebody gave a name.
        Captured = "captured", "Captured";
        /// Not ready: marketing or service stays in touch.
        Nurturing = "nurturing", "Nurturing";
        /// Meets the definition.
        Qualified = "qualified", "Qualified";
        /// Lies with sales, which has not answered yet.
        HandedOver = "handed_over", "Handed over";
        /// Sales takes it.
        Accepted = "accepted", "Accepted";
        /// Sales has touched it.
        Working = "working", "Working";
        /// Became a deal.
        Converted = "converted", "Converted";
        /// Sales does not take it. No lead rests here: it goes on to nurturing at once.
        Rejected = "rejected", "Rejected";
    }
}

keyed! {
    /// Why sales does not take a lead, or somebody is not worth selling to.
    RejectReason {
        /// Nothing hurts there that we could help with.
        NoNeed = "no_need", "No need";
        /// There is no money for it.
        NoBudget = "no_budget", "No budget";
        /// It may become something, and is not now.
        TooEarly = "too_early", "Too early";
        /// Somebody there decides, and it is somebody else.
        WrongPerson = "wrong_person", "Wrong person";
        /// The company is not of the kind that buys from us.
        WrongCompany = "wrong_company", "Wrong kind of company";
        /// Nobody answers.
        NoAnswer = "no_answer", "No answer";
        /// They chose somebody else.
        Competitor = "competitor", "Chose somebody else";
        /// It should not have been handed over.
        BelowDefinition = "below_definition", "Below the definition";
    }
}

/// Whoever owns a lead: one person, for one department.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[schema(as = LeadOwner)]
pub struct Owner {
    /// Who.
    pub person: PersonId,
    /// For which department.
    pub department: Department,
}

/// A lead: an identified person to whom the definition is applied.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = ChainLead)]
pub struct Lead {
    /// Which one.
    pub id: LeadId,
    /// The person. It stays the same record from the first anonymous signal to the customer.
    pub contact: ContactId,
    /// Where the person works, as soon as that is known.
    pub account: Option<AccountId>,
    /// Where it stands.
    pub state: LeadState,
    /// Since when.
    pub since: DateTime<Utc>,
    /// Who owns it.
    pub owner: Owner,
    /// When somebody does something about it next.
    pub next_on: NaiveDate,
    /// Whether the person takes part in buying, or is worth knowing without.
    pub track: Track,
    /// What the definition found when it was last qualified.
    pub judged: Option<Judged>,
    /// How often it was handed over, and what became of it; the newest last.
    pub hand_overs: Vec<HandOver>,
    /// The deal that it became.
    pub deal: Option<DealId>,
    /// How the deal was decided.
    pub closing: Option<Closing>,
    /// How good it was, by sales.
    pub quality: Option<Quality>,
}

/// What a version of the definition found about a lead, as it is kept with the lead.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = JudgedLead)]
pub struct Judged {
    /// The version; none where departments have not agreed on any yet, and the shipped one decided.
    pub version: Option<AgreementVersionId>,
    /// Whether the lead was qualified.
    pub qualified: bool,
    /// The values that decided.
    pub snapshot: Snapshot,
}

/// How the deal of a lead was decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = LeadClosing)]
pub struct Closing {
    /// When.
    pub at: DateTime<Utc>,
    /// Whether it was won.
    pub won: bool,
    /// Why it was lost; always there where it was.
    pub reason: Option<Reason>,
}

/// One step of a lead along the chain.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = LeadStep)]
pub struct Step {
    /// The state that it left; none for its capture.
    pub from: Option<LeadState>,
    /// The state that it entered.
    pub to: LeadState,
    /// When.
    pub at: DateTime<Utc>,
    /// By whom; nobody where the product did it.
    pub by: Option<PersonId>,
    /// Who owns it from then on.
    pub owner: Owner,
    /// When somebody does something about it next.
    pub next_on: NaiveDate,
    /// Why, where sales does not take it.
    pub reasons: Vec<RejectReason>,
    /// Why, in somebody's own words.
    pub note: Option<Reason>,
}

/// What is offered instead of turning somebody away: a relationship without a deal is legitimate. Only where there is
/// neither budget nor need.
pub fn offered_track(reasons: &[RejectReason]) -> Option<Track> {
    let lacks = |reason| reasons.contains(&reason);
    (lacks(RejectReason::NoBudget) && lacks(RejectReason::NoNeed)).then_some(Track::Relationship)
}

#[cfg(test)]
mod tests;
