//! Whom one can choose.

use model::{
    accounts::people_choices::{PeopleChoices, PersonChoice},
    platform::people::PersonState,
    values::ids::PersonId,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::{
    Answer, Fault, Read,
    platform::people::entity::{Column, Entity},
};

impl Answer for PeopleChoices {
    async fn answer(self, read: &Read<'_>) -> Result<Vec<PersonChoice>, Fault> {
        let rows = Entity::find()
            .filter(Column::State.eq(PersonState::Active.key()))
            .filter(Column::Department.is_not_null())
            .order_by_asc(Column::Name)
            .order_by_asc(Column::Id)
            .all(read.db())
            .await?;
        Ok(rows
            .into_iter()
            .filter_map(|row| {
                row.department().map(|department| PersonChoice {
                    person: PersonId(row.id),
                    name: row.name,
                    department,
                })
            })
            .collect())
    }
}
