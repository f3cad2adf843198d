//! The lead definition in force, and what it finds about a lead.

pub(crate) mod blind;
mod edit;
mod edit_criteria;
mod edit_rules;
pub mod open_leads;
mod preview;
mod prove;
mod replay;
mod show;
mod surroundings;
#[cfg(test)]
mod tests;

use chrono::{DateTime, Utc};
use model::{
    Failure,
    agreement::LEAD_DEFINITION,
    leads::{
        chain::Judged,
        definitions::{LeadDefinition, replay::Comparison},
    },
    receipt::Receipt,
    values::ids::AgreementVersionId,
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use serde::Deserialize as _;

use super::{chain::entity::Model, scores};
use crate::{
    Fault,
    agreements::{content, versions::entity as versions},
};

/// The definition by which leads are qualified.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InForce {
    /// In which version; none before departments agreed for the first time.
    pub version: Option<AgreementVersionId>,
    /// The number of that version.
    pub number: Option<i32>,
    /// What it says.
    pub content: LeadDefinition,
}

/// The definition in force; the shipped one before departments agreed on any.
pub async fn in_force(db: &impl ConnectionTrait) -> Result<InForce, Fault> {
    let found = content::in_force::<LeadDefinition>(db, LEAD_DEFINITION).await?;
    Ok(found.map_or_else(
        || InForce {
            version: None,
            number: None,
            content: LeadDefinition::shipped(),
        },
        |found| InForce {
            version: Some(found.version),
            number: Some(found.number),
            content: found.content,
        },
    ))
}

/// What a version says, whatever its state, and its number; a version of another agreement is not found.
async fn of_version(
    db: &impl ConnectionTrait,
    version: AgreementVersionId,
) -> Result<(Option<i32>, LeadDefinition), Fault> {
    let row = versions::Entity::find_by_id(version.0)
        .filter(versions::Column::AgreementId.eq(LEAD_DEFINITION.0))
        .one(db)
        .await?
        .ok_or(Failure::NotFound)?;
    Ok((row.number, LeadDefinition::deserialize(&row.content)?))
}

/// What versions would do to the open leads, as it was found.
pub(crate) type Previews = crate::kept::Kept<[String; 2], Vec<preview::Compared>>;

/// What two versions say of the leads of a period, so that a page of them costs no whole replay.
pub(crate) type Replays = crate::kept::Kept<replay::Key, Comparison>;
/// What became of the leads of a period, by a version.
pub(crate) type Proofs = crate::kept::Kept<prove::Key, prove::Outcomes>;

/// What the definition in force finds about a lead, and why.
pub(super) async fn judge(
    db: &impl ConnectionTrait,
    lead: &Model,
    now: DateTime<Utc>,
) -> Result<(Judged, Receipt), Fault> {
    let definition = in_force(db).await?;
    let facts = scores::of_lead(db, lead, &definition, now).await?;
    let found = definition.content.decide(&facts, now);
    let judged = Judged {
        version: definition.version,
        qualified: found.qualified,
        snapshot: found.snapshot,
    };
    Ok((judged, found.receipt))
}
