//! The leads behind the figures of a proof.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Outcome;
use crate::{
    Access, FieldErrors, Kind, Operation, Rest,
    criteria::facts::Decided,
    journey::whole_days,
    keyed,
    leads::reports::show::ShowReports,
    values::{
        Cursor, Limit, Page,
        ids::{AccountId, AgreementVersionId, LeadId},
    },
};

keyed! {
    /// The two groups that are compared.
    Proved {
        /// The version qualified it before it was decided.
        Qualified = "qualified", "Qualified";
        /// It did not.
        Others = "others", "Not qualified";
    }
}

keyed! {
    /// What became of leads.
    Became {
        /// They were won or lost.
        Decided = "decided", "Decided";
        /// They were won.
        Won = "won", "Won";
        /// They were lost.
        Lost = "lost", "Lost";
        /// They are not decided yet.
        Open = "open", "Open";
    }
}

/// Lists exactly the leads that the proof of a version is made of, in the order of their ids.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct ListProofRows {
    /// Which version, whatever its state.
    pub version: AgreementVersionId,
    /// The first day of the period; 90 days before its last one unless said.
    #[serde(default)]
    pub from: Option<NaiveDate>,
    /// The last day of the period; today unless said.
    #[serde(default)]
    pub until: Option<NaiveDate>,
    /// Only those of this group.
    #[serde(default)]
    pub group: Option<Proved>,
    /// Only those that became this.
    #[serde(default)]
    pub became: Option<Became>,
    /// Goes on behind this place.
    #[serde(default)]
    pub cursor: Option<Cursor>,
    /// How many leads to list.
    #[serde(default)]
    pub limit: Limit,
}

impl ListProofRows {
    /// The days, as reports ask for them.
    pub const fn days(&self) -> ShowReports {
        ShowReports::between(self.from, self.until)
    }

    /// Whether a lead of which this became is asked for.
    pub fn asks_for(&self, outcome: &Outcome) -> bool {
        self.group.is_none_or(|group| group == outcome.group()) && self.became.is_none_or(|became| became.is(outcome))
    }
}

impl Operation for ListProofRows {
    type Output = Page<ProofRow>;
    const NAME: &'static str = "leads.definitions.proof_rows";
    const KIND: Kind = Kind::Query;
    const ACCESS: Access = Access::SignedIn;
    const REST: Option<Rest> = Some(Rest::get(
        "/agreements/versions/{version}/lead-proof/rows",
        "The leads that the proof of a version is made of",
    ));

    fn check(&self) -> Result<(), FieldErrors> {
        self.days().check()
    }
}

/// A lead behind the figures.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ProofRow {
    /// Which one.
    pub lead: LeadId,
    /// Name of the person.
    pub contact_name: String,
    /// At which account, where that is known.
    pub account: Option<AccountId>,
    /// Its name.
    pub account_name: Option<String>,
    /// When it was captured.
    pub captured_at: DateTime<Utc>,
    /// When the version first qualified it, before it was decided; none where it did not.
    pub qualified_at: Option<DateTime<Utc>>,
    /// What became of it: won, lost or open.
    pub became: Became,
    /// When it was decided.
    pub decided_at: Option<DateTime<Utc>>,
    /// Whole days from its capture until it was won.
    pub days: Option<u32>,
}

impl Outcome {
    /// In which group it counts.
    pub const fn group(&self) -> Proved {
        if self.qualified {
            Proved::Qualified
        } else {
            Proved::Others
        }
    }

    /// What became of it: won, lost or open.
    pub const fn became(&self) -> Became {
        match self.decided {
            None => Became::Open,
            Some((_, Decided::Won)) => Became::Won,
            Some((_, Decided::Lost)) => Became::Lost,
        }
    }

    /// How many whole days it took where it was won, as the cycle counts them.
    pub fn days(&self) -> Option<u32> {
        let (at, how) = self.decided?;
        (how == Decided::Won).then(|| whole_days(self.since, at))
    }
}

impl Became {
    /// Whether this became of a lead.
    pub fn is(self, outcome: &Outcome) -> bool {
        match self {
            Self::Decided => outcome.decided.is_some(),
            Self::Won | Self::Lost | Self::Open => outcome.became() == self,
        }
    }
}
