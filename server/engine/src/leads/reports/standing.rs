//! How leads stand at this moment: those in nurturing, and those that lack what no lead may lack. The groups of a figure
//! are conditions that exclude each other; what counts them also lists them.

use std::collections::BTreeMap;

use model::{
    leads::{
        chain::LeadState,
        reports::{Figure, Group, Measured},
    },
    platform::people::PersonState,
};
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, PaginatorTrait as _, QueryFilter, Select,
    sea_query::{Query, SelectStatement},
};

use super::frame::Frame;
use crate::{
    Fault, Read,
    leads::chain::entity::{Column, Entity},
    platform::people,
};

/// The figure, counted by the database.
pub(super) async fn measured(read: &Read<'_>, frame: &Frame, figure: Figure) -> Result<Measured, Fault> {
    let mut counts = BTreeMap::new();
    for group in figure.groups() {
        let count = leads(frame, figure, Some(*group)).count(read.db()).await?;
        counts.insert(*group, u32::try_from(count).unwrap_or(u32::MAX));
    }
    Ok(Measured::of_counts(figure, &counts))
}

/// The leads of a figure, or of one of its groups.
pub(super) fn leads(frame: &Frame, figure: Figure, group: Option<Group>) -> Select<Entity> {
    let all = match figure {
        Figure::Nurture => Condition::all().add(Column::State.eq(LeadState::Nurturing.key())),
        _ => Condition::all().add(Column::ClosedAt.is_null()),
    };
    let segment = Condition::all()
        .add_option(frame.owner.map(|owner| Column::OwnerId.eq(owner.0)))
        .add_option(frame.department.map(|one| Column::OwnerDepartment.eq(one.key())));
    let select = Entity::find().filter(all).filter(segment);
    match group {
        Some(group) => select.filter(is(group, frame)),
        None => select,
    }
}

/// What makes a lead one of a group.
fn is(group: Group, frame: &Frame) -> Condition {
    let all = Condition::all();
    let owned = || Column::OwnerId.in_subquery(able());
    let stands = || Column::State.is_in(states());
    match group {
        Group::Planned => all.add(Column::NextOn.gte(frame.today)),
        Group::Overdue => all.add(Column::NextOn.lt(frame.today)),
        Group::WithoutOwner => all.add(Column::OwnerId.not_in_subquery(able())),
        Group::WithoutState => all.add(owned()).add(Column::State.is_not_in(states())),
        // The table has no such lead; the report shows that it does not.
        Group::WithoutDate => all.add(owned()).add(stands()).add(Column::NextOn.is_null()),
        Group::Complete => all.add(owned()).add(stands()).add(Column::NextOn.is_not_null()),
        _ => Condition::any().add(sea_orm::sea_query::Expr::val(false)),
    }
}

/// Who can sign in.
fn able() -> SelectStatement {
    use people::entity::{Column, Entity};
    Query::select()
        .column(Column::Id)
        .from(Entity)
        .and_where(Column::State.eq(PersonState::Active.key()))
        .to_owned()
}

/// In which states a lead can rest.
fn states() -> impl Iterator<Item = &'static str> {
    let all = LeadState::ALL.iter().filter(|state| **state != LeadState::Rejected);
    all.map(|state| state.key())
}
