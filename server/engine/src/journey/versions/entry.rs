//! How the entry criteria of a stage are built.

use model::{
    Complaint, FieldErrors,
    agreements::Standing,
    criteria::{
        Criterion,
        builder::{About, Step, Texts},
    },
    journey::{
        Journey, about_stage,
        versions::edit_entry::{ENTRY, EditEntry},
    },
};

use crate::{Done, Fault, Handle, Work, accounts::queries, agreements::content};

impl Handle for EditEntry {
    async fn handle(self, work: &mut Work<'_>) -> Result<Done<Standing>, Fault> {
        // Where an account stands cannot depend on where it stands.
        let about = About::an_account(queries::currency(work.db()).await?);
        let entry = self.entry(about)?;
        let stage = self.stage;
        content::rewrite(work, self.version, self.seen, |journey: &mut Journey| {
            let place = journey.place(&stage)?;
            let Some(agreed) = journey.stages.get_mut(place) else {
                return Ok(());
            };
            agreed.entry = entry;
            let stage = agreed.stage.clone();
            Ok(journey.check().map_err(|errors| about_stage(&errors, place, &stage))?)
        })
        .await
    }
}

/// What a form was sent for.
trait Sent {
    /// The criteria after it.
    fn entry(&self, about: About<'_>) -> Result<Option<Criterion>, FieldErrors>;
}

impl Sent for EditEntry {
    fn entry(&self, about: About<'_>) -> Result<Option<Criterion>, FieldErrors> {
        let malformed = |_| FieldErrors::of("rule", Complaint::Malformed);
        let rule = match &self.rule {
            Some(rule) => Some(model::reading::from_json_text::<Criterion>(rule).map_err(malformed)?),
            None => None,
        };
        // Before the form is read against it: what is nested without end is refused, not walked through.
        if let Some(rule) = &rule {
            rule.check_at(ENTRY)?;
        }
        let rule = match rule {
            Some(rule) => Some(rule.typed_over(ENTRY, &self.typed, about)?),
            None => None,
        };
        let Some(step) = &self.step else { return Ok(rule) };
        let (verb, path) = step.split_once(' ').unwrap_or((step, ENTRY));
        let added = self.typed.get(&[path, ".add"].concat());
        let added = added.map(|added| match added {
            Texts::One(kind) => kind.as_str(),
            Texts::Several(kinds) => kinds.first().map_or("", String::as_str),
        });
        let taken = verb
            .parse::<Step>()
            .and_then(|step| step.take(rule, ENTRY, path, added, about));
        taken.map_err(|complaint| FieldErrors::of(&[path, ".add"].concat(), complaint))
    }
}
