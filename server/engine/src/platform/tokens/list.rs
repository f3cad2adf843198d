//! Which programs act for somebody.

use model::{
    platform::tokens::list::{ListTokens, Token},
    values::ids::TokenId,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::{Column, Entity};
use crate::{Answer, Fault, Read};

impl Answer for ListTokens {
    async fn answer(self, read: &Read<'_>) -> Result<Vec<Token>, Fault> {
        const MOST: u64 = 200;
        let rows = Entity::find()
            .filter(Column::PersonId.eq(read.person()?.0))
            .filter(Column::RevokedAt.is_null())
            .order_by_desc(Column::Id)
            .limit(MOST)
            .all(read.db())
            .await?;
        let tokens = rows.into_iter().map(|row| Token {
            id: TokenId(row.id),
            name: row.name,
            created_at: row.created_at,
            used_at: row.used_at,
        });
        Ok(tokens.collect())
    }
}
