//! What a version of the lead definition says: in sentences, and as forms.

use chrono::NaiveDate;
use model::{
    Failure,
    access::{Action, may},
    agreement::{LEAD_DEFINITION, State},
    agreements::Standing,
    criteria::{Criterion, builder::Builder},
    leads::{
        definitions::{
            LeadDefinition,
            edit_criteria::CRITERIA,
            show::{ShowDefinition, ShownDefinition, ShownScoreRule, ShownScoring},
            show_criteria::ShowCriteria,
            show_rule::{ScoreRuleForm, ShowScoreRule, StoredScoreRule},
            write_rule::{Fading, GIVEN, Per},
        },
        scores::{Decay, Given, Score, ScoreRule},
    },
    values::Currency,
};

use super::{in_force, surroundings::Surroundings};
use crate::{Answer, Fault, Read, accounts::queries, agreements::content, platform::organisation};

impl Answer for ShowDefinition {
    async fn answer(self, read: &Read<'_>) -> Result<ShownDefinition, Fault> {
        let (version, definition) = match self.version {
            Some(version) => (Some(version), content::of(read.db(), version).await?),
            None => {
                let found = in_force(read.db()).await?;
                (found.version, found.content)
            }
        };
        let standing = match version {
            Some(version) => Some(content::standing(read.db(), version).await?),
            None => None,
        };
        let currency = queries::currency(read.db()).await?;
        let in_force = standing
            .as_ref()
            .is_some_and(|standing| standing.state == State::Active);
        Ok(ShownDefinition {
            version,
            review_due_since: if in_force { review_due(read).await? } else { None },
            may_edit: standing.as_ref().is_some_and(|standing| may_edit(read, standing)),
            standing,
            criteria: needed(&definition.criteria, currency),
            scores: Score::ALL
                .iter()
                .map(|score| scoring(&definition, *score, currency))
                .collect(),
            meaning: definition.meaning,
        })
    }
}

/// Since when the review of the definition in force has been due.
async fn review_due(read: &Read<'_>) -> Result<Option<NaiveDate>, Fault> {
    let found = content::in_force::<LeadDefinition>(read.db(), LEAD_DEFINITION).await?;
    let today = organisation::today(read.db(), read.now()).await?;
    Ok(found.and_then(|found| found.review_by).filter(|day| *day <= today))
}

fn may_edit(read: &Read<'_>, standing: &Standing) -> bool {
    standing.state == State::Draft && may(read.actor(), Action::DraftAgreement)
}

/// What a lead needs, each in a sentence of its own.
fn needed(criteria: &Criterion, currency: Currency) -> Vec<String> {
    let say = |criterion: &Criterion| criterion.describe_in(Some(currency));
    match criteria {
        Criterion::All(parts) => parts.iter().map(say).collect(),
        whole => vec![say(whole)],
    }
}

fn scoring(definition: &LeadDefinition, score: Score, currency: Currency) -> ShownScoring {
    let scoring = definition.scores.of(score);
    let rules = scoring.rules.iter().map(|rule| ShownScoreRule {
        key: rule.key.clone(),
        name: rule.name.clone(),
        points: rule.points,
        says: rule.describe_in(Some(currency)),
    });
    ShownScoring {
        score,
        at_most: scoring.at_most,
        rules: rules.collect(),
    }
}

impl Answer for ShowCriteria {
    async fn answer(self, read: &Read<'_>) -> Result<Builder, Fault> {
        let definition: LeadDefinition = content::of(read.db(), self.version).await?;
        let around = surroundings(read).await?;
        Ok(Builder::of(Some(&definition.criteria), CRITERIA, around.of_criteria()))
    }
}

impl Answer for ShowScoreRule {
    async fn answer(self, read: &Read<'_>) -> Result<ScoreRuleForm, Fault> {
        let standing = content::standing(read.db(), self.version).await?;
        let definition: LeadDefinition = content::of(read.db(), self.version).await?;
        let rule = match &self.key {
            Some(key) => Some(definition.scores.of(self.score).rule(key).ok_or(Failure::NotFound)?),
            None => None,
        };
        let around = surroundings(read).await?;
        let given = rule.map(|rule| match &rule.given {
            Given::WhileHolds(criterion) => criterion.clone(),
            Given::ForEach(condition) => condition.clone().into(),
        });
        Ok(ScoreRuleForm {
            may_edit: may_edit(read, &standing),
            standing,
            score: self.score,
            stored: rule.map(|rule| stored(rule, around.currency())),
            given: Builder::of(given.as_ref(), GIVEN, around.of_score()),
        })
    }
}

async fn surroundings(read: &Read<'_>) -> Result<Surroundings, Fault> {
    Surroundings::read(read.db(), &read.stages().await?).await
}

fn stored(rule: &ScoreRule, currency: Currency) -> StoredScoreRule {
    StoredScoreRule {
        key: rule.key.clone(),
        name: rule.name.clone(),
        says: rule.describe_in(Some(currency)),
        points: rule.points,
        per: Per::of(&rule.given),
        most: rule.at_most,
        decay: rule.decay.map(Fading::of),
        decay_days: rule.decay.map(Decay::days),
    }
}
