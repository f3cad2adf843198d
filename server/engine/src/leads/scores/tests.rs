mod random;

use chrono::TimeDelta;
use model::{
    accounts::{edit::EditAccount, trash::TrashAccount},
    criteria::{Condition, Criterion, Limit},
    leads::{
        chain::{
            capture::CaptureLead,
            list::{LeadRow, ListLeads},
        },
        definitions::LeadDefinition,
        scores::{RowKind, ScoreRow},
    },
    receipt::RowId,
    values::ids::LeadId,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use super::{entity as log, *};
use crate::{
    clock::Clock as _,
    leads::sample::{account, agreed, captured, nothing_is_broken, shown, signal},
    testing::{World, on_both},
};

on_both!(
    every_point_is_a_row_and_the_score_is_their_sum,
    what_one_account_does_scores_all_its_leads_and_no_others,
    points_are_lost_with_time_by_the_job,
    another_version_in_force_scores_all_open_leads_again,
    what_the_company_becomes_is_given_points_from_that_day_on,
    a_lead_that_nobody_can_place_is_scored_and_scored_again_when_it_is_placed,
    leads_that_were_there_before_are_scored_by_the_next_look,
    of_many_that_are_due_at_once_each_is_scored,
);

async fn stored(world: &World, id: LeadId) -> Model {
    let found = Entity::find_by_id(id.0).one(world.store.reader()).await;
    found.unwrap().unwrap()
}

async fn rows(world: &World, id: LeadId, score: Score) -> Vec<ScoreRow> {
    let rows = log::Entity::find()
        .filter(log::Column::LeadId.eq(id.0))
        .filter(log::Column::Score.eq(score.key()))
        .order_by_asc(log::Column::Place)
        .all(world.store.reader())
        .await
        .unwrap();
    rows.iter().map(|row| rows::read(row).unwrap()).collect()
}

async fn row(world: &World, id: LeadId) -> LeadRow {
    let all = world.as_executive().ask(ListLeads::default()).await.unwrap().items;
    all.into_iter().find(|row| row.lead.id == id).unwrap()
}

async fn every_point_is_a_row_and_the_score_is_their_sum(world: World) {
    let account = account(&world, "brackwell.example").await;
    let id = captured(&world, "rhea@brackwell.example").await.lead.id;
    let at_capture = row(&world, id).await;
    assert_eq!(
        (at_capture.fit, at_capture.engagement),
        (40, 0),
        "large, and nothing done yet"
    );
    world.clock.advance(TimeDelta::hours(1));
    signal(&world, account, "demo").await;
    let now = row(&world, id).await;
    assert_eq!((now.fit, now.engagement), (40, 20));
    assert_eq!(now.version, at_capture.version, "nobody has edited the lead");
    let given = rows(&world, id, Score::Engagement).await;
    assert_eq!(given.len(), 1);
    let why = (given[0].at, given[0].rule, given[0].kind, given[0].points);
    assert_eq!(why, (world.clock.now(), Some(4), RowKind::Earned, 20));
    assert!(matches!(given[0].source, Some(RowId::Signal(_))));

    let shown = shown(&world, id).await;
    assert_eq!((shown.fit.total, shown.engagement.total), (40, 20));
    let past = shown
        .engagement
        .log
        .rows()
        .iter()
        .filter(|row| row.at <= world.clock.now());
    assert_eq!(past.copied().collect::<Vec<_>>(), given);
    assert_eq!(
        stored(&world, id).await.look_again_at,
        Some(shown.engagement.log.rows()[1].at)
    );
    nothing_is_broken(&world).await;
}

async fn what_one_account_does_scores_all_its_leads_and_no_others(world: World) {
    let (here, there) = (
        account(&world, "brackwell.example").await,
        account(&world, "varnholt.example").await,
    );
    let one = captured(&world, "rhea@brackwell.example").await.lead.id;
    let other = captured(&world, "ines@brackwell.example").await.lead.id;
    let elsewhere = captured(&world, "marta@varnholt.example").await.lead.id;
    signal(&world, here, "webinar").await;
    signal(&world, there, "demo").await;
    let points = async |id| row(&world, id).await.engagement;
    assert_eq!(
        (points(one).await, points(other).await, points(elsewhere).await),
        (10, 10, 20)
    );
    nothing_is_broken(&world).await;
}

async fn points_are_lost_with_time_by_the_job(world: World) {
    let account = account(&world, "brackwell.example").await;
    let id = captured(&world, "rhea@brackwell.example").await.lead.id;
    signal(&world, account, "demo").await;
    world.clock.advance(TimeDelta::days(55) - TimeDelta::seconds(1));
    job::look_again(&world).await.unwrap();
    assert_eq!(row(&world, id).await.engagement, 11, "20 * (1 - 54 / 120)");
    world.clock.advance(TimeDelta::seconds(1));
    job::look_again(&world).await.unwrap();
    assert_eq!(row(&world, id).await.engagement, 10);
    nothing_is_broken(&world).await;
    world.clock.advance(TimeDelta::days(900));
    job::look_again(&world).await.unwrap();
    let gone = stored(&world, id).await;
    assert_eq!((gone.engagement, gone.look_again_at), (0, None));
    let sum: i32 = rows(&world, id, Score::Engagement)
        .await
        .iter()
        .map(|row| row.points)
        .sum();
    assert_eq!(sum, 0);
    nothing_is_broken(&world).await;
}

async fn another_version_in_force_scores_all_open_leads_again(world: World) {
    let account = account(&world, "brackwell.example").await;
    let id = captured(&world, "rhea@brackwell.example").await.lead.id;
    signal(&world, account, "demo").await;
    let mut definition = LeadDefinition::shipped();
    definition.scores.engagement.rules[4].points = 35;
    let version = agreed(&world, definition).await;
    assert_eq!(
        (row(&world, id).await.engagement, stored(&world, id).await.scored_by),
        (20, None)
    );
    nothing_is_broken(&world).await;
    world.run_jobs().await;
    let scored = stored(&world, id).await;
    assert_eq!((scored.engagement, scored.scored_by), (35, Some(version.version.0)));
    nothing_is_broken(&world).await;
}

async fn what_the_company_becomes_is_given_points_from_that_day_on(world: World) {
    let account = account(&world, "brackwell.example").await;
    let edit = |employees: u32, version: i32| {
        let edit = serde_json::json!({"account": account, "version": version, "employees": employees});
        serde_json::from_value::<EditAccount>(edit).unwrap()
    };
    world.as_seller().perform(edit(40, 1)).await.unwrap();
    let id = captured(&world, "rhea@brackwell.example").await.lead.id;
    assert_eq!(row(&world, id).await.fit, 0);
    world.clock.advance(TimeDelta::days(10));
    world.as_seller().perform(edit(60, 2)).await.unwrap();
    let became = world.clock.now();
    world.clock.advance(TimeDelta::days(10));
    signal(&world, account, "demo").await;
    assert_eq!(row(&world, id).await.fit, 20);
    let fit = rows(&world, id, Score::Fit).await;
    assert_eq!(
        fit.iter().map(|row| (row.at, row.points)).collect::<Vec<_>>(),
        [(became, 20)]
    );
    nothing_is_broken(&world).await;
}

async fn a_lead_that_nobody_can_place_is_scored_and_scored_again_when_it_is_placed(world: World) {
    let known = Criterion::Not(Box::new(Condition::Employees(Limit::at_least(1)).into()));
    let mut definition = LeadDefinition::shipped();
    definition.scores.fit.rules[0].given = model::leads::scores::Given::WhileHolds(known);
    agreed(&world, definition).await;
    world.run_jobs().await;
    let capture = CaptureLead {
        name: Some("Rhea Calloway".parse().unwrap()),
        ..CaptureLead::default()
    };
    let lead = world.as_marketer().perform(capture).await.unwrap();
    let id = lead.lead.id;
    assert_eq!(row(&world, id).await.fit, 20);
    world.clock.advance(TimeDelta::hours(1));
    let account = account(&world, "brackwell.example").await;
    let place = model::leads::chain::place::PlaceLead {
        lead: id,
        account,
        seen: lead.version,
    };
    world.as_marketer().perform(place).await.unwrap();
    assert_eq!(row(&world, id).await.fit, 20, "large instead of not known");
    let last = *rows(&world, id, Score::Fit).await.last().unwrap();
    assert_eq!((last.at, last.points), (world.clock.now(), 20));
    nothing_is_broken(&world).await;
}

async fn leads_that_were_there_before_are_scored_by_the_next_look(world: World) {
    let account = account(&world, "brackwell.example").await;
    let id = captured(&world, "rhea@brackwell.example").await.lead.id;
    signal(&world, account, "demo").await;
    let scored = stored(&world, id).await;
    log::Entity::delete_many().exec(world.store.writer()).await.unwrap();
    Entity::update_many()
        .col_expr(Column::Fit, 0.into())
        .col_expr(Column::Engagement, 0.into())
        .col_expr(Column::ScoredAt, Expr::cust("NULL"))
        .col_expr(Column::LookAgainAt, Expr::col(Column::CapturedAt))
        .exec(world.store.writer())
        .await
        .unwrap();
    world
        .as_sales_manager()
        .perform(TrashAccount { account })
        .await
        .unwrap();
    job::look_again(&world).await.unwrap();
    assert_eq!(
        stored(&world, id).await.scored_at,
        None,
        "nothing is known of what lies in the trash"
    );
    let restore = model::accounts::restore::RestoreAccount { account };
    world.as_sales_manager().perform(restore).await.unwrap();
    assert_eq!(stored(&world, id).await, scored);
    nothing_is_broken(&world).await;
}

async fn of_many_that_are_due_at_once_each_is_scored(world: World) {
    let account = account(&world, "brackwell.example").await;
    signal(&world, account, "demo").await;
    let mut ids = Vec::new();
    for number in 0..230 {
        ids.push(
            captured(&world, &format!("person{number}@brackwell.example"))
                .await
                .lead
                .id,
        );
    }
    world.clock.advance(TimeDelta::days(60));
    job::look_again(&world).await.unwrap();
    for id in ids {
        assert_eq!(stored(&world, id).await.engagement, 10);
    }
    nothing_is_broken(&world).await;
}
