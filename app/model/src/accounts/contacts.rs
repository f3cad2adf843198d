//! People at accounts.

pub mod create;
pub mod edit;
pub mod list;
pub mod restore;
pub mod show;
pub mod trash;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    keyed,
    values::{
        Version,
        ids::{AccountId, ContactId},
    },
};

/// A person at a company.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Contact {
    /// Which one.
    pub id: ContactId,
    /// At which account; none when not known yet.
    pub account: Option<AccountId>,
    /// Name of the account.
    pub account_name: Option<String>,
    /// The person's name.
    pub name: String,
    /// The e-mail address.
    pub email: Option<String>,
    /// The telephone number.
    pub phone: Option<String>,
    /// What the person does there.
    pub job_title: Option<String>,
    /// The part that the person plays when the account buys.
    pub buying_role: Option<BuyingRole>,
    /// How high the person stands in the company.
    pub seniority: Option<Seniority>,
    /// How much the others listen to the person.
    pub influence: Option<Influence>,
    /// What the person hopes to win by it, in the person's own words.
    pub win: Option<String>,
    /// What became of that.
    pub win_state: Option<WinState>,
    /// Whether the person takes part in buying, or is worth knowing without.
    pub track: Track,
    /// When it was created.
    pub created_at: DateTime<Utc>,
    /// When it was last changed.
    pub updated_at: DateTime<Utc>,
    /// Since when it lies in the trash.
    pub trashed_at: Option<DateTime<Utc>>,
    /// How often it was edited.
    pub version: Version,
}

keyed! {
    /// The part that a person plays when an account buys.
    BuyingRole {
        /// Wants it and says so inside.
        Champion = "champion", "Champion";
        /// Decides about the money.
        EconomicBuyer = "economic_buyer", "Economic buyer";
        /// Looks whether it can do what it says.
        Evaluator = "evaluator", "Evaluator";
        /// Will work with it.
        User = "user", "User";
        /// Is against it.
        Blocker = "blocker", "Blocker";
        /// Is asked by the others.
        Advisor = "advisor", "Advisor";
    }
}

keyed! {
    /// How high a person stands in the company.
    Seniority {
        /// Leads the company.
        Executive = "executive", "Executive";
        /// Leads a part of it.
        Director = "director", "Director";
        /// Leads a team.
        Manager = "manager", "Manager";
        /// Leads nobody.
        Specialist = "specialist", "Specialist";
    }
}

keyed! {
    /// How much the others listen to a person when the account decides.
    Influence {
        /// What this person says is done.
        High = "high", "High";
        /// Is heard.
        Medium = "medium", "Medium";
        /// Is seldom asked.
        Low = "low", "Low";
    }
}

keyed! {
    /// What a person is to us.
    Track {
        /// Takes part in buying.
        Buying = "buying", "Buying";
        /// Has neither budget nor need, and is worth knowing all the same: never disqualified by a rule.
        Relationship = "relationship", "Relationship";
    }
}

keyed! {
    /// What became of what a person hoped to win.
    WinState {
        /// It is ahead.
        Hoped = "hoped", "Hoped for";
        /// The person has it, and says so.
        Reached = "reached", "Reached";
        /// It did not come true.
        Missed = "missed", "Missed";
    }
}
