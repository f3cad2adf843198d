//! How the rules of a score are written and dropped.

use model::{
    Complaint, FieldErrors,
    agreements::Standing,
    criteria::builder::Sent,
    leads::definitions::{
        LeadDefinition, about_score_rule,
        remove_rule::RemoveScoreRule,
        write_rule::{GIVEN, WriteScoreRule, WrittenScoreRule},
    },
};

use super::surroundings::Surroundings;
use crate::{Done, Fault, Handle, Work, agreements::content::rewrite};

impl Handle for WriteScoreRule {
    async fn handle(self, work: &mut Work<'_>) -> Result<Done<WrittenScoreRule>, Fault> {
        let stages = work.stages().await?;
        let around = Surroundings::read(work.db(), &stages).await?;
        let sent = Sent {
            rule: self.rule.as_deref(),
            step: self.step.as_deref(),
            typed: &self.typed,
        };
        let condition = sent.rule(GIVEN, around.of_score())?;
        let mut written = None;
        let stored = rewrite(work, self.version, self.seen, |definition: &mut LeadDefinition| {
            let scoring = definition.scores.of_mut(self.score);
            let key = match &self.key {
                Some(key) => {
                    let known = scoring.rule(key).is_some();
                    FieldErrors::none()
                        .unless(known, "key", Complaint::NoSuch)
                        .into_result()?;
                    key.clone()
                }
                None => scoring.key_for(&self.name)?,
            };
            written = Some(key.clone());
            let place = scoring.put(self.said(key, condition)?);
            // The form knows its fields by their own names.
            let fine = definition.check();
            Ok(fine.map_err(|errors| about_score_rule(&errors, self.score, place))?)
        })
        .await?;
        let key = written.ok_or_else(|| Fault::Stored("a rule was stored without its key".to_owned()))?;
        Ok(stored.map(|standing| WrittenScoreRule { key, standing }))
    }
}

impl Handle for RemoveScoreRule {
    async fn handle(self, work: &mut Work<'_>) -> Result<Done<Standing>, Fault> {
        rewrite(work, self.version, self.seen, |definition: &mut LeadDefinition| {
            definition.scores.of_mut(self.score).remove(&self.rule)?;
            Ok(definition.check()?)
        })
        .await
    }
}
