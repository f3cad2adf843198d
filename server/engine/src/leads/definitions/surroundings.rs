//! What a rule about leads may ask for: stages of the journey in force, pains and crises of the catalogue, scores.

use model::{criteria::builder::About, journey::Stages, values::Currency};
use sea_orm::ConnectionTrait;

use crate::{Fault, accounts::queries, leads::pains::catalogue};

/// The choices of the builder.
pub(super) struct Surroundings {
    currency: Currency,
    stages: Vec<(String, String)>,
    pains: Vec<(String, String)>,
    crises: Vec<(String, String)>,
}

impl Surroundings {
    pub(super) async fn read(db: &impl ConnectionTrait, stages: &Stages) -> Result<Self, Fault> {
        let catalogue = catalogue::all(db).await?;
        // What is retired may stand in a rule, and whoever looks at the rule has to see it there.
        let named = |name: &str, retired: bool| {
            if retired {
                [name, " (retired)"].concat()
            } else {
                name.to_owned()
            }
        };
        let pains = catalogue.pains.iter().map(|entry| {
            let name = named(entry.pain.name.as_str(), entry.retired);
            (entry.pain.key.to_string(), name)
        });
        let crises = catalogue.crises.iter().map(|entry| {
            let name = named(entry.crisis.name.as_str(), entry.retired);
            (entry.crisis.key.to_string(), name)
        });
        Ok(Self {
            currency: queries::currency(db).await?,
            stages: stages
                .iter()
                .map(|stage| (stage.key.to_string(), stage.name.clone()))
                .collect(),
            pains: pains.collect(),
            crises: crises.collect(),
        })
    }

    pub(super) const fn currency(&self) -> Currency {
        self.currency
    }

    /// Around the criteria of a definition.
    pub(super) fn of_criteria(&self) -> About<'_> {
        About {
            stages: &self.stages,
            scores: true,
            ..self.of_score()
        }
    }

    /// Around the condition of a rule that gives points: a score that depends on a score, or on the stage to which it may
    /// lead, would run after itself.
    pub(super) fn of_score(&self) -> About<'_> {
        About {
            pains: &self.pains,
            crises: &self.crises,
            ..About::an_account(self.currency)
        }
    }
}
