//! All moves along the journey, newest first.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    Access, Kind, Operation, Rest,
    journey::{Cause, Direction, StageKey, Vocabulary},
    receipt::Receipt,
    values::{
        Cursor, Limit, Page,
        ids::{AccountId, PersonId, TransitionId},
    },
};

/// Lists moves, newest first.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
pub struct ListTransitions {
    /// Only of this account.
    #[serde(default)]
    pub account: Option<AccountId>,
    /// In which words `from`, `to` and `way` are said, stages unless said. Moves within one step leave and enter nothing.
    #[serde(default)]
    pub by: Vocabulary,
    /// Only those that left this stage or step.
    #[serde(default)]
    pub from: Option<StageKey>,
    /// Only those that entered this stage or step.
    #[serde(default)]
    pub to: Option<StageKey>,
    /// Only those that led forward, back or onto a detour.
    #[serde(default)]
    pub way: Option<Direction>,
    /// Only those that were made by this.
    #[serde(default)]
    pub cause: Option<CauseKind>,
    /// Only from this moment on.
    #[serde(default)]
    pub since: Option<DateTime<Utc>>,
    /// Only before this moment.
    #[serde(default)]
    pub until: Option<DateTime<Utc>>,
    /// Where the page begins.
    #[serde(default)]
    pub cursor: Option<Cursor>,
    /// How many rows, 50 unless said.
    #[serde(default)]
    pub limit: Limit,
}

impl Operation for ListTransitions {
    type Output = Page<TransitionRow>;
    const NAME: &'static str = "journey.transitions.list";
    const KIND: Kind = Kind::Query;
    const ACCESS: Access = Access::SignedIn;
    const REST: Option<Rest> = Some(Rest::get("/transitions", "Moves along the journey, newest first"));
}

/// By what kind of cause an account was moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum CauseKind {
    /// Somebody, with a reason.
    Person,
    /// A file.
    Import,
    /// The taking back of another move.
    Undo,
    /// The criteria of the journey in force.
    Rule,
    /// The stage where somebody held it was dropped.
    Mapped,
    /// Somebody held it where it could stay no longer.
    Released,
}

impl CauseKind {
    /// All kinds.
    pub const ALL: [Self; 6] = [
        Self::Rule,
        Self::Person,
        Self::Import,
        Self::Undo,
        Self::Mapped,
        Self::Released,
    ];

    /// The key in tables and addresses.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Import => "import",
            Self::Undo => "undo",
            Self::Rule => "rule",
            Self::Mapped => "mapped",
            Self::Released => "released",
        }
    }
}

/// One move.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct TransitionRow {
    /// Which move.
    pub id: TransitionId,
    /// Which account.
    pub account: AccountId,
    /// Its name.
    pub account_name: String,
    /// Key of the stage that it left.
    pub from: String,
    /// Key of the stage that it entered.
    pub to: String,
    /// When.
    pub at: DateTime<Utc>,
    /// By whom or what, and why.
    pub cause: Cause,
    /// Until when it holds against the journey's criteria, where somebody made it by hand.
    pub held_until: Option<DateTime<Utc>>,
    /// Why, where a rule decided.
    pub receipt: Option<Receipt>,
    /// The number of the journey's version under which it was made; none before departments agreed on one.
    pub journey: Option<i32>,
    /// Who moved it.
    pub person: Option<PersonId>,
    /// Name of who moved it.
    pub person_name: Option<String>,
}
