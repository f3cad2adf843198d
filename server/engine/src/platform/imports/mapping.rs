//! Somebody says what the columns mean.

use model::{
    platform::imports::{
        Import, ImportState, Mapping,
        operations::{MapColumns, SetMapping},
    },
    values::text::Line,
};

use super::{Seen, Step, entity, locked, progressed, receive::guess, require, store_step, view};
use crate::{Done, Fault, Handle, Work};

impl Handle for SetMapping {
    async fn handle(self, work: &mut Work<'_>) -> Result<Done<Import>, Fault> {
        let row = locked(work, self.import).await?;
        require(&row, ImportState::is_open)?;
        let seen = seen(&row)?;
        let mapping = self.mapping.laid_over(&seen.shape.headers)?;
        set(work, row, seen, mapping, self.source).await
    }
}

impl Handle for MapColumns {
    async fn handle(self, work: &mut Work<'_>) -> Result<Done<Import>, Fault> {
        let mut row = locked(work, self.import).await?;
        require(&row, ImportState::is_open)?;
        let seen = seen(&row)?;
        if row.subject() != Some(self.subject) {
            // Other rows, other fields: what was mapped before means nothing any more.
            let (seen, mut mapping) = guess(seen, self.subject);
            mapping.currency = self.currency;
            let step = Step {
                state: Some(ImportState::Mapping),
                subject: Some(self.subject),
                seen: Some(seen),
                mapping: Some(mapping),
                source: self.source.as_ref().map(source),
                story: Some(super::Story::default()),
                job: None,
            };
            store_step(work, &mut row, step).await?;
            let import = view(work.db(), &row).await?;
            return Ok(progressed(work, &row, "received").with(import));
        }
        let before = row
            .mapping()?
            .ok_or_else(|| Fault::Stored("an import without a mapping".to_owned()))?;
        let mapping = self.mapping(&before);
        set(work, row, seen, mapping, self.source).await
    }
}

fn seen(row: &entity::Model) -> Result<Seen, Fault> {
    row.seen()?
        .ok_or_else(|| Fault::Stored("an import without a shape".to_owned()))
}

fn source(said: &Line) -> String {
    said.as_str().to_lowercase()
}

async fn set(
    work: &mut Work<'_>,
    mut row: entity::Model,
    seen: Seen,
    mapping: Mapping,
    said: Option<Line>,
) -> Result<Done<Import>, Fault> {
    mapping.check(&seen.shape.samples)?;
    let step = Step {
        state: Some(ImportState::Ready),
        subject: Some(mapping.subject),
        mapping: Some(mapping),
        source: said.as_ref().map(source),
        // What was tried was another mapping.
        story: Some(super::Story::default()),
        ..Step::default()
    };
    store_step(work, &mut row, step).await?;
    let import = view(work.db(), &row).await?;
    Ok(progressed(work, &row, "mapped").with(import))
}
