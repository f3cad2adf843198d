//! How the rules of engagement are shown with their matrix.

use model::{
    Failure,
    agreement::RULES_OF_ENGAGEMENT,
    leads::engagement::{
        CellState, RulesOfEngagement,
        show::{Engagement, RuleInWords, ShowEngagement},
    },
    values::ids::AgreementVersionId,
};
use sea_orm::EntityTrait;

use super::{InForce, in_force};
use crate::{
    Answer, Fault, Read,
    agreements::{content, versions::entity as versions},
};

impl Answer for ShowEngagement {
    async fn answer(self, read: &Read<'_>) -> Result<Engagement, Fault> {
        let InForce { version, number, rules } = match self.version {
            Some(version) => of_version(read, version).await?,
            None => in_force(read.db()).await?,
        };
        let stages = read.stages().await?;
        let matrix = rules.matrix(&stages);
        let missing = matrix.iter().filter(|cell| cell.state == CellState::Missing);
        Ok(Engagement {
            version,
            number,
            coverage: rules.coverage(&stages),
            missing: missing.map(|cell| cell.cell.clone()).collect(),
            matrix,
            rules: rules
                .rules
                .into_iter()
                .map(|rule| RuleInWords {
                    says: rule.describe(&stages),
                    rule,
                })
                .collect(),
        })
    }
}

async fn of_version(read: &Read<'_>, version: AgreementVersionId) -> Result<InForce, Fault> {
    let row = versions::Entity::find_by_id(version.0).one(read.db()).await?;
    let row = row.filter(|row| row.agreement_id == RULES_OF_ENGAGEMENT.0);
    let number = row.ok_or(Failure::NotFound)?.number;
    Ok(InForce {
        version: Some(version),
        number,
        rules: content::of::<RulesOfEngagement>(read.db(), version).await?,
    })
}
