//! Who works a leg of an account beside its lead.
//!
//! A leg has one lead, who answers for it and is told when it stays silent. Its members work the account with him: it
//! is among their own accounts, and nothing is asked of them that is not asked of the leg.

pub mod add;
pub mod list;
pub mod remove;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    Complaint, Department, Failure, Refusal,
    activity::Fact,
    keyed,
    platform::people::PersonState,
    values::ids::{AccountId, PersonId},
};

/// How many members a leg has at most, its lead not counted: whoever comes later works through one of them.
pub const MOST: u8 = 10;

/// A person who works a leg of an account beside its lead.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct LegMember {
    /// Of which leg.
    pub leg: Department,
    /// Who.
    pub person: PersonId,
    /// The person's name.
    pub name: String,
    /// Since when.
    pub since: DateTime<Utc>,
}

/// The members of one leg.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct LegMembers {
    /// Of which account.
    pub account: AccountId,
    /// Of which leg.
    pub leg: Department,
    /// Them, who came first standing first; at most [`MOST`].
    pub members: Vec<LegMember>,
}

keyed! {
    /// Why somebody is no member of a leg any more.
    MembershipEnd {
        /// Somebody said so.
        Removed = "removed", "Taken off";
        /// The person leads the leg now.
        BecameLead = "became_lead", "Leads the leg now";
        /// The person can no longer sign in.
        LeftCompany = "left_company", "No longer here";
        /// The person works for another department now.
        ChangedDepartment = "changed_department", "Works for another department now";
    }
}

/// Memberships that end by something else than somebody who says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ends {
    /// The one of whoever leads the leg now.
    OfLead {
        /// Of which account.
        account: AccountId,
        /// Of which leg.
        leg: Department,
        /// Who leads it.
        person: PersonId,
    },
    /// All of one person.
    OfPerson {
        /// Whose.
        person: PersonId,
        /// Why.
        how: MembershipEnd,
    },
}

/// Which memberships end by what happened. Whoever changes the department leaves every leg that he worked: they were
/// those of the other department.
pub fn ended_by(fact: &Fact) -> Option<Ends> {
    match fact {
        Fact::LegLeadNamed {
            account,
            leg,
            person: Some(person),
            ..
        } => Some(Ends::OfLead {
            account: *account,
            leg: *leg,
            person: *person,
        }),
        Fact::PersonDeactivated { person, .. } => Some(Ends::OfPerson {
            person: *person,
            how: MembershipEnd::LeftCompany,
        }),
        Fact::PersonEdited { person, changes, .. } if changes.iter().any(|change| change.field == "department") => {
            Some(Ends::OfPerson {
                person: *person,
                how: MembershipEnd::ChangedDepartment,
            })
        }
        _ => None,
    }
}

/// What of a person decides whether he can be a member.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Candidate {
    /// Who.
    pub person: PersonId,
    /// For which department the person works.
    pub department: Option<Department>,
    /// Whether the person can sign in.
    pub state: PersonState,
}

/// Whether somebody can become a member of a leg that `lead` leads and `members` work, or what stands against it.
pub fn may_join(
    leg: Department,
    candidate: &Candidate,
    lead: Option<PersonId>,
    members: &[PersonId],
) -> Result<(), Failure> {
    if candidate.state != PersonState::Active {
        return Err(Failure::field("person", Complaint::NoSuch));
    }
    if candidate.department != Some(leg) {
        return Err(Failure::field("person", Complaint::OtherDepartment));
    }
    if lead == Some(candidate.person) {
        return Err(Refusal::LeadsThisLeg.into());
    }
    if members.contains(&candidate.person) {
        return Err(Refusal::WorksThisLeg.into());
    }
    if members.len() >= usize::from(MOST) {
        return Err(Refusal::LegIsFull { most: MOST.into() }.into());
    }
    Ok(())
}

#[cfg(test)]
mod tests;
