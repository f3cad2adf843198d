//! What departments sign, as a list.

use model::{
    agreement::State,
    agreements::{
        VersionName,
        list::{AgreementRow, ListAgreements},
    },
    values::ids::{AgreementId, AgreementVersionId},
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use super::{
    entity::{Column, Entity},
    versions::entity::{self as versions, Row},
};
use crate::{Answer, Fault, Read, platform::organisation};

impl Answer for ListAgreements {
    async fn answer(self, read: &Read<'_>) -> Result<Vec<AgreementRow>, Fault> {
        let agreements = Entity::find().order_by_asc(Column::Name).all(read.db()).await?;
        let standing = [State::Draft, State::Proposed, State::Signed, State::Active];
        let rows: Vec<Row> = versions::rows()
            .filter(versions::Column::State.is_in(standing.map(State::key)))
            .into_model()
            .all(read.db())
            .await?;
        let today = organisation::today(read.db(), read.now()).await?;
        let listed = agreements.into_iter().map(|agreement| {
            let own = || rows.iter().filter(|row| row.agreement_id == agreement.id);
            let active = own().find(|row| row.state == State::Active.key());
            let open = own().filter(|row| row.state != State::Active.key()).count();
            let review_by = active.and_then(|row| row.review_by);
            Ok(AgreementRow {
                agreement: AgreementId(agreement.id),
                kind: agreement.kind()?,
                in_force: active.map(|row| VersionName {
                    version: AgreementVersionId(row.id),
                    number: row.number,
                }),
                review_by,
                review_due: review_by.is_some_and(|day| day <= today),
                open: u32::try_from(open).unwrap_or(u32::MAX),
                name: agreement.name,
            })
        });
        listed.collect()
    }
}
