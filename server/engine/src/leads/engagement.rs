//! The rules of engagement in force.

mod edit;
mod show;

use model::{agreement::RULES_OF_ENGAGEMENT, leads::engagement::RulesOfEngagement, values::ids::AgreementVersionId};
use sea_orm::ConnectionTrait;

use crate::{Fault, agreements::content};

/// The rules that hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InForce {
    /// In which version; none before departments agreed for the first time.
    pub version: Option<AgreementVersionId>,
    /// The number of that version.
    pub number: Option<i32>,
    /// What it says.
    pub rules: RulesOfEngagement,
}

/// The rules in force; the shipped ones before departments agreed on any.
pub async fn in_force(db: &impl ConnectionTrait) -> Result<InForce, Fault> {
    let found = content::in_force::<RulesOfEngagement>(db, RULES_OF_ENGAGEMENT).await?;
    Ok(found.map_or_else(
        || InForce {
            version: None,
            number: None,
            rules: RulesOfEngagement::shipped(),
        },
        |found| InForce {
            version: Some(found.version),
            number: Some(found.number),
            rules: found.content,
        },
    ))
}

#[cfg(test)]
mod tests;
