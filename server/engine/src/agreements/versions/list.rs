//! The versions of an agreement, newest first.

use model::{
    agreements::versions::list::{ListVersions, VersionRow},
    values::{Cursor, Page, ids::AgreementVersionId},
};
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder, QuerySelect};

use super::{
    entity::{Column, Row, rows},
    signatures,
};
use crate::{
    Answer, Fault, Read,
    agreements::entity,
    platform::{organisation, people},
};

impl Answer for ListVersions {
    async fn answer(self, read: &Read<'_>) -> Result<Page<VersionRow>, Fault> {
        let kind = entity::get(read.db(), self.agreement).await?.kind()?;
        let mut query = rows()
            .filter(Column::AgreementId.eq(self.agreement.0))
            .order_by_desc(Column::Id)
            .limit(u64::from(self.limit.get()) + 1);
        if let Some(cursor) = &self.cursor {
            let (_, id) = cursor.place();
            query = query.filter(Column::Id.lt(id));
        }
        let found: Vec<Row> = query.into_model().all(read.db()).await?;
        let page = Page::of(found, self.limit, |row| Cursor::after(None, row.id));
        let today = organisation::today(read.db(), read.now()).await?;
        let mut signed = signatures::of(read.db(), page.items.iter().map(|row| row.id)).await?;
        let names = people::names(read.db(), page.items.iter().filter_map(|row| row.drafted_by)).await?;
        let items = page.items.into_iter().map(|row| {
            let version = row.version(signed.remove(&row.id).unwrap_or_default())?;
            Ok(VersionRow {
                version: AgreementVersionId(row.id),
                number: row.number,
                state: version.state,
                signed: version
                    .signatures
                    .iter()
                    .map(|signature| signature.department)
                    .collect(),
                missing: version.missing(kind),
                effective_from: row.effective_from,
                review_by: row.review_by,
                review_due: version.review_is_due(today),
                drafted_at: row.drafted_at,
                drafted_by: row.drafted_by.and_then(|person| names.get(&person).cloned()),
                in_force_since: row.in_force_at,
                in_force_until: row.superseded_at,
            })
        });
        let items = items.collect::<Result<_, Fault>>()?;
        Ok(Page { items, next: page.next })
    }
}
