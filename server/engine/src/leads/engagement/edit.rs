//! How a draft of the rules of engagement is changed: as a whole, by one rule, by one cell.

use model::{
    Complaint, Failure, FieldErrors,
    agreements::Standing,
    leads::engagement::{
        RulesOfEngagement, about_exempt, about_rule, edit::EditRulesOfEngagement, exempt_cell::ExemptCell,
        remove_rule::RemoveRule, require_rule::RequireRule, write_rule::WriteRule,
    },
};

use crate::{
    Done, Fault, Handle, Work,
    agreements::content::{self, rewrite},
};

impl Handle for EditRulesOfEngagement {
    async fn handle(self, work: &mut Work<'_>) -> Result<Done<Standing>, Fault> {
        self.rules.check_against(&work.stages().await?)?;
        content::store(work, self.version, self.seen, &self.rules).await
    }
}

impl Handle for WriteRule {
    async fn handle(self, work: &mut Work<'_>) -> Result<Done<Standing>, Fault> {
        let stages = work.stages().await?;
        let (version, seen) = (self.version, self.seen);
        rewrite(work, version, seen, |rules: &mut RulesOfEngagement| {
            let key = match &self.rule {
                Some(key) => {
                    rules.place(key)?;
                    key.clone()
                }
                None => rules.key_for(&self.name)?,
            };
            let place = rules.put(self.said(key));
            // The form knows its fields by their own names.
            let fine = rules.check().and_then(|()| rules.check_rule_against(place, &stages));
            Ok(fine.map_err(|errors| about_rule(&errors, place))?)
        })
        .await
    }
}

impl Handle for RemoveRule {
    async fn handle(self, work: &mut Work<'_>) -> Result<Done<Standing>, Fault> {
        rewrite(work, self.version, self.seen, |rules: &mut RulesOfEngagement| {
            rules.remove(&self.rule)?;
            // Without a rule the agreement would say nothing.
            let left = !rules.rules.is_empty();
            Ok(FieldErrors::none()
                .unless(left, "rule", Complaint::Required)
                .into_result()?)
        })
        .await
    }
}

impl Handle for ExemptCell {
    async fn handle(self, work: &mut Work<'_>) -> Result<Done<Standing>, Fault> {
        let stages = work.stages().await?;
        let (version, seen) = (self.version, self.seen);
        rewrite(work, version, seen, |rules: &mut RulesOfEngagement| {
            let known = stages.has(self.stage.as_str());
            FieldErrors::none()
                .unless(known, "stage", Complaint::NoSuch)
                .into_result()?;
            rules.exempt(self.said());
            Ok(rules.check().map_err(|errors| about_exempt(&errors))?)
        })
        .await
    }
}

impl Handle for RequireRule {
    async fn handle(self, work: &mut Work<'_>) -> Result<Done<Standing>, Fault> {
        let cell = self.cell();
        rewrite(work, self.version, self.seen, |rules: &mut RulesOfEngagement| {
            let before = rules.exempt.len();
            rules.exempt.retain(|exempt| exempt.cell() != cell);
            if rules.exempt.len() == before {
                return Err(Failure::NotFound.into());
            }
            Ok(())
        })
        .await
    }
}
