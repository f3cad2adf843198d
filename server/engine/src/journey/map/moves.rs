//! How many moves led from where to where.

use chrono::{DateTime, Utc};
use model::journey::flow::Moves;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect, sea_query::Expr};

use crate::{
    Fault, Read,
    journey::transitions::entity::{Column, Entity},
};

/// The moves of a period by where they left and what they entered.
pub(super) async fn moves(read: &Read<'_>, since: DateTime<Utc>, until: DateTime<Utc>) -> Result<Vec<Moves>, Fault> {
    let rows: Vec<(String, String, i64)> = Entity::find()
        .select_only()
        .column(Column::FromStage)
        .column(Column::ToStage)
        .column_as(Expr::cust("count(*)"), "many")
        .filter(Column::At.gte(since))
        .filter(Column::At.lt(until))
        .group_by(Column::FromStage)
        .group_by(Column::ToStage)
        .into_tuple()
        .all(read.db())
        .await?;
    let moves = |(from, to, many)| Moves {
        from,
        to,
        count: u32::try_from(many).unwrap_or(0),
    };
    Ok(rows.into_iter().map(moves).collect())
}
