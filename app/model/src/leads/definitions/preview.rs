//! What a version would do to the open leads, before anybody signs it.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::replay::{Counts, Qualifies};
use crate::{
    Access, Kind, Operation, Rest,
    values::{
        Cursor, Limit, Page,
        ids::{AccountId, AgreementVersionId, LeadId},
    },
};

/// Asks of every open lead whether it meets the definition in force, by the points that are kept of it, and whether it
/// would meet a version, by the points that this version would give. Nothing is written.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct PreviewDefinition {
    /// Which version.
    pub version: AgreementVersionId,
    /// Lists only the leads that these qualify: the first is the definition in force, the second this version. Unless
    /// said, those about which they differ.
    #[serde(default)]
    pub qualifies: Option<Qualifies>,
    /// Goes on behind this place.
    #[serde(default)]
    pub cursor: Option<Cursor>,
    /// How many leads to list.
    #[serde(default)]
    pub limit: Limit,
}

impl Operation for PreviewDefinition {
    type Output = PreviewedDefinition;
    const NAME: &'static str = "leads.definitions.preview";
    const KIND: Kind = Kind::Query;
    const ACCESS: Access = Access::SignedIn;
    const REST: Option<Rest> = Some(Rest::get(
        "/agreements/versions/{version}/lead-preview",
        "Which open leads a version of the lead definition would qualify, and which no longer",
    ));
}

impl PreviewDefinition {
    /// Whether a lead is listed.
    pub fn lists(&self, qualifies: Qualifies) -> bool {
        match self.qualifies {
            Some(asked) => asked == qualifies,
            None => matches!(qualifies, Qualifies::OnlyFirst | Qualifies::OnlySecond),
        }
    }
}

/// What a version would do to the open leads.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct PreviewedDefinition {
    /// How many leads meet both, only the definition in force, only the version, or neither. Together they are all open
    /// leads.
    pub counts: Counts,
    /// The leads, of those asked for, in the order of their ids.
    pub listed: Page<PreviewedLead>,
    /// Seconds that it took.
    pub seconds: f64,
}

/// An open lead under both.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PreviewedLead {
    /// Which one.
    pub lead: LeadId,
    /// Name of the person.
    pub contact_name: String,
    /// At which account, where that is known.
    pub account: Option<AccountId>,
    /// Its name.
    pub account_name: Option<String>,
    /// Which of them it meets: the first is the definition in force, the second the version.
    pub qualifies: Qualifies,
    /// Its points by the definition in force.
    pub now: Points,
    /// Its points by the version.
    pub then: Points,
}

/// The two scores of a lead.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = LeadPoints)]
pub struct Points {
    /// The fit score.
    pub fit: u32,
    /// The engagement score.
    pub engagement: u32,
}
