//! Who looks at the screen.

use chrono::Datelike as _;
use model::{
    Role,
    platform::people::viewer::{ShowViewer, Viewer, Visit},
    values::ids::PersonId,
};
use sea_orm::{
    ConnectionTrait, DbErr, FromQueryResult, IdenStatic as _, Iterable as _,
    sea_query::{Expr, Func, Query},
};

use super::entity;
use crate::{Answer, Fault, Read, platform::organisation};

impl Answer for ShowViewer {
    async fn answer(self, read: &Read<'_>) -> Result<Visit, Fault> {
        let Some(person) = read.actor().person() else {
            let organisation = organisation::find(read.db()).await?;
            return Ok(organisation.map_or(Visit::NotSetUp, |_| Visit::Stranger));
        };
        let Some((row, organisation, people)) = found(read.db(), person).await? else {
            return Ok(Visit::Stranger);
        };
        let journey = read.journey().await?;
        let today = super::zone_around(&organisation.time_zone, read.now()).day(read.now());
        let review_due = journey.review_by.filter(|day| *day <= today);
        Ok(Visit::Known(Box::new(Viewer {
            id: PersonId(row.id),
            role: row.role().unwrap_or(Role::Executive),
            department: row.department(),
            locale: row.locale.parse().unwrap_or_default(),
            zone: super::zone_around(&row.time_zone, read.now()),
            theme: row.theme.parse().unwrap_or_default(),
            name: row.name,
            email: row.email,
            now: read.now(),
            organisation: organisation.into(),
            people: u32::try_from(people).unwrap_or(u32::MAX),
            stages: journey.stages.clone(),
            journey_review_due: review_due.map(|day| day.num_days_from_ce()),
        })))
    }
}

/// A person, the organisation and how many people there are: every page begins with it, so it is one statement.
async fn found(
    db: &impl ConnectionTrait,
    person: PersonId,
) -> Result<Option<(entity::Model, organisation::Model, i64)>, DbErr> {
    use sea_orm::ExprTrait as _;

    let mut select = Query::select();
    for column in entity::Column::iter() {
        select.expr_as(
            Expr::col((entity::Entity, column)),
            format!("person_{}", column.as_str()),
        );
    }
    for column in organisation::Column::iter() {
        let name = format!("organisation_{}", column.as_str());
        select.expr_as(Expr::col((organisation::Entity, column)), name);
    }
    let people = Query::select()
        .expr(Func::count(Expr::cust("*")))
        .from(entity::Entity)
        .take();
    select
        .expr_as(Expr::from(people).cast_as("bigint"), "people")
        .from(entity::Entity)
        .from(organisation::Entity)
        .and_where(Expr::col((entity::Entity, entity::Column::Id)).eq(person.0));
    let Some(row) = db.query_one(&select).await? else {
        return Ok(None);
    };
    Ok(Some((
        entity::Model::from_query_result(&row, "person_")?,
        organisation::Model::from_query_result(&row, "organisation_")?,
        row.try_get("", "people")?,
    )))
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;

    use super::*;
    use crate::{
        agreements::sample::in_force,
        testing::{World, on_both},
    };

    on_both!(every_page_knows_that_the_review_of_the_journey_is_due);

    async fn due(world: &World) -> Option<chrono::NaiveDate> {
        let Visit::Known(viewer) = world.as_seller().ask(ShowViewer {}).await.unwrap() else {
            panic!("a stranger");
        };
        viewer.journey_review_due()
    }

    async fn every_page_knows_that_the_review_of_the_journey_is_due(world: World) {
        assert_eq!(due(&world).await, None);
        in_force(&world, "Stirring").await;
        world.clock.advance(TimeDelta::days(364));
        assert_eq!(due(&world).await, None);
        world.clock.advance(TimeDelta::days(1));
        let day = organisation::today(world.store.reader(), crate::clock::Clock::now(&*world.clock))
            .await
            .unwrap();
        assert_eq!(due(&world).await, Some(day));
    }
}
