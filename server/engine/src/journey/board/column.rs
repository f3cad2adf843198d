//! More of one column.

use model::{
    Complaint, Failure,
    journey::board::{Card, column::ShowColumn},
    values::Page,
};

use super::{Row, Source};
use crate::{Answer, Fault, Read};

impl Answer for ShowColumn {
    async fn answer(self, read: &Read<'_>) -> Result<Page<Card>, Fault> {
        let stages = read.stages().await?;
        if !stages.has(self.stage.as_str()) {
            return Err(Failure::field("stage", Complaint::NotAChoice).into());
        }
        let source = Source::new(&self.filter(read.actor()));
        let rows = u64::from(self.limit.get()) + 1;
        let query = super::cards_of(&source, self.stage.as_str(), self.cursor.as_ref(), rows)
            .ok_or_else(|| Failure::field("cursor", Complaint::Malformed))?;
        let rows: Vec<Row> = super::read_rows(&source.all(read.db(), query).await?)?;
        let Page { items, next } = Page::of(rows, self.limit, Row::cursor);
        let currency = super::currency(read).await?;
        Ok(Page {
            items: super::cards(read, &stages, items, currency).await?,
            next,
        })
    }
}
