//! How the stages of a draft are changed.

use model::{
    Complaint, FieldErrors,
    agreements::Standing,
    journey::{
        Journey, about_stage,
        versions::{
            add_stage::AddStage, edit::EditJourney, edit_stage::EditStage, map_stage::MapStage, move_stage::MoveStage,
            remove_stage::RemoveStage,
        },
    },
};

use super::standing;
use crate::{Done, Fault, Handle, Work, agreements::content};

impl Handle for EditJourney {
    async fn handle(self, work: &mut Work<'_>) -> Result<Done<Standing>, Fault> {
        content::store(work, self.version, self.seen, &self.journey).await
    }
}

impl Handle for EditStage {
    async fn handle(self, work: &mut Work<'_>) -> Result<Done<Standing>, Fault> {
        content::rewrite(work, self.version, self.seen, |journey: &mut Journey| {
            let place = journey.place(&self.stage)?;
            let Some(agreed) = journey.stages.get_mut(place) else {
                return Ok(());
            };
            self.write(agreed);
            let stage = agreed.stage.clone();
            // The form knows its fields by their own names.
            Ok(journey.check().map_err(|errors| about_stage(&errors, place, &stage))?)
        })
        .await
    }
}

impl Handle for AddStage {
    async fn handle(self, work: &mut Work<'_>) -> Result<Done<Standing>, Fault> {
        content::rewrite(work, self.version, self.seen, |journey: &mut Journey| {
            let before: Vec<_> = journey.stages.iter().map(|agreed| agreed.stage.key.clone()).collect();
            journey.add(&self.name, &self.buyer, self.phase, &self.definition);
            let new = |agreed: &model::journey::AgreedStage| !before.contains(&agreed.stage.key);
            let Some(place) = journey.stages.iter().position(new) else {
                return Ok(());
            };
            let Some(agreed) = journey.stages.get(place) else {
                return Ok(());
            };
            let checked = journey.check();
            Ok(checked.map_err(|errors| about_stage(&errors, place, &agreed.stage))?)
        })
        .await
    }
}

impl Handle for MoveStage {
    async fn handle(self, work: &mut Work<'_>) -> Result<Done<Standing>, Fault> {
        content::rewrite(work, self.version, self.seen, |journey: &mut Journey| {
            journey.shift(&self.stage, self.later)?;
            Ok(journey.check().map_err(|errors| about_list(&errors))?)
        })
        .await
    }
}

impl Handle for RemoveStage {
    async fn handle(self, work: &mut Work<'_>) -> Result<Done<Standing>, Fault> {
        content::rewrite(work, self.version, self.seen, |journey: &mut Journey| {
            journey.remove(&self.stage, self.to.as_ref())?;
            Ok(journey.check().map_err(|errors| about_list(&errors))?)
        })
        .await
    }
}

impl Handle for MapStage {
    async fn handle(self, work: &mut Work<'_>) -> Result<Done<Standing>, Fault> {
        let known = work.stages().await?.has(self.stage.as_str())
            || standing(work.db(), work.now()).await?.contains_key(self.stage.as_str());
        content::rewrite(work, self.version, self.seen, |journey: &mut Journey| {
            let known = known || journey.mapping.contains_key(&self.stage);
            FieldErrors::none()
                .unless(known, "stage", Complaint::NoSuch)
                .into_result()?;
            journey.map(&self.stage, self.to.as_ref())?;
            Ok(journey.check().map_err(|errors| about_list(&errors))?)
        })
        .await
    }
}

/// A form that only names a stage has one field to complain about; what is about the whole stays.
fn about_list(errors: &FieldErrors) -> FieldErrors {
    errors.iter().fold(FieldErrors::none(), |all, (field, complaint)| {
        let field = match field.split('.').next() {
            Some("mapping") => "to",
            _ if field.starts_with("stages.") => "stage",
            _ => field,
        };
        all.and(field, complaint.clone())
    })
}
