//! The rows behind a figure.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Figure, Group, show::ShowReports};
use crate::{
    Access, Department, FieldErrors, Kind, Operation, Rest,
    leads::chain::{LeadState, RejectReason, gate::HandOverOutcome},
    values::{
        Cursor, Limit, Page,
        ids::{AccountId, LeadId, PersonId},
        text::Line,
    },
};

/// Lists exactly the rows that a figure is made of, the newest first; what says how things stand now by its next date.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ListReportRows {
    /// Behind which figure.
    pub figure: Figure,
    /// Only those that are this to it.
    #[serde(default)]
    pub group: Option<Group>,
    /// Only those of this part of the whole: a reason, a month or a person, by its key.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub slice: Option<Line>,
    /// The first day of the period; 90 days before its last one unless said.
    #[serde(default)]
    pub from: Option<NaiveDate>,
    /// The last day of the period; today unless said.
    #[serde(default)]
    pub until: Option<NaiveDate>,
    /// Only leads that somebody of this department handed over, was given or owns.
    #[serde(default)]
    pub department: Option<Department>,
    /// Only leads that this person handed over, was given or owns.
    #[serde(default)]
    pub owner: Option<PersonId>,
    /// How many rows, 50 unless said.
    #[serde(default)]
    pub limit: Limit,
    /// Where the page begins.
    #[serde(default)]
    pub cursor: Option<Cursor>,
}

impl ListReportRows {
    /// All rows behind a figure.
    pub fn behind(figure: Figure, asked: &ShowReports) -> Self {
        let ShowReports {
            from,
            until,
            department,
            owner,
        } = *asked;
        Self {
            figure,
            group: None,
            slice: None,
            from,
            until,
            department,
            owner,
            limit: Limit::default(),
            cursor: None,
        }
    }

    /// The figures among which this one is.
    pub const fn reports(&self) -> ShowReports {
        ShowReports {
            from: self.from,
            until: self.until,
            department: self.department,
            owner: self.owner,
        }
    }
}

impl Operation for ListReportRows {
    type Output = Page<ReportRow>;
    const NAME: &'static str = "leads.reports.rows";
    const KIND: Kind = Kind::Query;
    const ACCESS: Access = Access::SignedIn;
    const REST: Option<Rest> = Some(Rest::get(
        "/leads/reports/{figure}",
        "The rows that a figure about leads is made of",
    ));

    fn check(&self) -> Result<(), FieldErrors> {
        self.reports().checked()
    }
}

/// One row behind a figure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = LeadReportRow)]
pub struct ReportRow {
    /// Which lead.
    pub lead: LeadId,
    /// Name of the person.
    pub contact_name: String,
    /// At which account.
    pub account: Option<AccountId>,
    /// Its name.
    pub account_name: Option<String>,
    /// Who owns it; for a hand-over who was given it.
    pub owner: PersonId,
    /// The name.
    pub owner_name: String,
    /// When it was handed over, was decided, or entered its state.
    pub at: DateTime<Utc>,
    /// What it is to the figure.
    pub group: Group,
    /// Minutes of business time until the first touch.
    pub minutes: Option<u32>,
    /// Days from first qualified to won.
    pub days: Option<u32>,
    /// When a person of sales first touched it.
    pub touched_at: Option<DateTime<Utc>>,
    /// Why sales did not take it.
    pub reasons: Vec<RejectReason>,
    /// Why it passed below the definition, why sales did not take it, or why its deal was lost: in somebody's own words.
    pub note: Option<String>,
    /// What became of the hand-over.
    pub outcome: Option<HandOverOutcome>,
    /// When it first met the definition.
    pub qualified_at: Option<DateTime<Utc>>,
    /// Where it stands now.
    pub state: Option<LeadState>,
    /// When somebody does something about it next.
    pub next_on: Option<NaiveDate>,
}
