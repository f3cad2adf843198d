//! How the rules of engagement are shown with their matrix.

use model::leads::engagement::{
    CellState,
    show::{Engagement, RuleInWords, ShowEngagement},
};

use super::{InForce, in_force};
use crate::{Answer, Fault, Read, agreements::content};

impl Answer for ShowEngagement {
    async fn answer(self, read: &Read<'_>) -> Result<Engagement, Fault> {
        let (version, rules) = match self.version {
            Some(version) => (Some(version), content::of(read.db(), version).await?),
            None => {
                let InForce { version, rules, .. } = in_force(read.db()).await?;
                (version, rules)
            }
        };
        let standing = match version {
            Some(version) => Some(content::standing(read.db(), version).await?),
            None => None,
        };
        let stages = read.stages().await?;
        let matrix = rules.matrix(&stages);
        let missing = matrix.iter().filter(|cell| cell.state == CellState::Missing);
        Ok(Engagement {
            version,
            number: standing.as_ref().and_then(|standing| standing.number),
            standing,
            coverage: rules.coverage(&stages),
            missing: missing.map(|cell| cell.cell.clone()).collect(),
            matrix,
            exempt: rules.exempt.clone(),
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
