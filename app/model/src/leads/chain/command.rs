//! The steps of the chain that somebody may ask for.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Judged, Owner, Quality, RejectReason};
use crate::values::{
    ids::{AccountId, DealId},
    text::Reason,
};

/// A step that somebody asks for. Each that leads to another state says who owns the lead there and when somebody does
/// something about it next, unless the owner stays.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Command {
    /// The person works at this account.
    Place {
        /// Which one.
        account: AccountId,
    },
    /// Somebody else owns the lead, in the state in which it is.
    Assign {
        /// Who.
        to: Owner,
        /// The next date.
        next_on: NaiveDate,
    },
    /// Somebody does something about it on another day.
    Plan {
        /// The next date.
        next_on: NaiveDate,
    },
    /// It is not ready, or not any more.
    Nurture {
        /// Who stays in touch.
        to: Owner,
        /// The next touch.
        next_on: NaiveDate,
    },
    /// It meets the definition.
    Qualify {
        /// What the definition found.
        judged: Judged,
        /// The next date.
        next_on: NaiveDate,
    },
    /// It passes to sales.
    HandOver {
        /// To whom.
        to: Owner,
        /// When sales is to touch it.
        next_on: NaiveDate,
        /// What the definition finds at this moment.
        judged: Judged,
        /// Why it passes although it does not meet the definition.
        override_reason: Option<Reason>,
    },
    /// Sales takes it.
    Accept {
        /// The next date.
        next_on: NaiveDate,
    },
    /// Sales has touched it.
    Work {
        /// The next date.
        next_on: NaiveDate,
    },
    /// Sales does not take it: it goes back to nurturing.
    Reject {
        /// Why; at least one reason.
        reasons: Vec<RejectReason>,
        /// Why, in somebody's own words.
        note: Option<Reason>,
        /// Who stays in touch.
        to: Owner,
        /// The next touch.
        next_on: NaiveDate,
    },
    /// The person has neither budget nor need and is worth knowing all the same.
    Befriend {
        /// What is lacking.
        reasons: Vec<RejectReason>,
        /// Who stays in touch.
        to: Owner,
        /// The next touch.
        next_on: NaiveDate,
    },
    /// It became a deal.
    Convert {
        /// Which one.
        deal: DealId,
        /// The next date.
        next_on: NaiveDate,
    },
    /// The deal was decided.
    Close {
        /// Whether it was won.
        won: bool,
        /// Why it was lost.
        reason: Option<Reason>,
        /// How good the lead was.
        quality: Option<Quality>,
    },
    /// How good it was, looking back.
    Rate {
        /// From 1 to 5.
        quality: Quality,
    },
}
