//! All moves along the journey, newest first.

use chrono::{DateTime, SecondsFormat, Utc};
use model::{
    Complaint, Failure, FieldErrors,
    journey::{
        StageKey, Steps,
        transitions::list::{ListTransitions, TransitionRow},
    },
    values::{
        Cursor, Page,
        ids::{AccountId, PersonId, TransitionId},
    },
};
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, ExprTrait},
};

use super::entity::{Column, Entity, Model};
use crate::{Answer, Fault, Read, accounts, agreements::versions::entity as versions, platform::people};

impl Answer for ListTransitions {
    async fn answer(self, read: &Read<'_>) -> Result<Page<TransitionRow>, Fault> {
        let steps = read.journey().await?.journey.steps(self.by);
        let known = |step: &Option<StageKey>| step.as_ref().is_none_or(|step| steps.by_key(step.as_str()).is_some());
        FieldErrors::none()
            .unless(known(&self.from), "from", Complaint::NotAChoice)
            .unless(known(&self.to), "to", Complaint::NotAChoice)
            .into_result()
            .map_err(Failure::from)?;
        let mut query = Entity::find()
            .filter(along(&steps, &self))
            .order_by_desc(Column::At)
            .order_by_desc(Column::Id)
            .limit(u64::from(self.limit.get()) + 1);
        if let Some(account) = self.account {
            query = query.filter(Column::AccountId.eq(account.0));
        }
        if let Some(cause) = self.cause {
            query = query.filter(ExprTrait::eq(Expr::cust("cause ->> 'by'"), cause.key()));
        }
        if let Some(since) = self.since {
            query = query.filter(Column::At.gte(since));
        }
        if let Some(until) = self.until {
            query = query.filter(Column::At.lt(until));
        }
        if let Some(cursor) = &self.cursor {
            let (at, id) = cursor.place();
            let at = at
                .and_then(|at| at.parse::<DateTime<Utc>>().ok())
                .ok_or_else(|| Failure::field("cursor", Complaint::Malformed))?;
            query = query.filter(
                Condition::any()
                    .add(Column::At.lt(at))
                    .add(Condition::all().add(Column::At.eq(at)).add(Column::Id.lt(id))),
            );
        }
        let page = Page::of(query.all(read.db()).await?, self.limit, |row| {
            Cursor::after(Some(&row.at.to_rfc3339_opts(SecondsFormat::Micros, true)), row.id)
        });
        named(read, page).await
    }
}

/// Those that leave one step, enter one, or lead one way.
fn along(steps: &Steps, asked: &ListTransitions) -> Condition {
    let step = |key: &Option<StageKey>| key.as_ref().and_then(|key| steps.by_key(key.as_str()));
    let mut along = Condition::all();
    if let Some(from) = step(&asked.from) {
        along = along
            .add(one_of(Column::FromStage, &from.stages))
            .add(Column::ToStage.is_not_in(&from.stages));
    }
    if let Some(to) = step(&asked.to) {
        along = along
            .add(one_of(Column::ToStage, &to.stages))
            .add(Column::FromStage.is_not_in(&to.stages));
    }
    let Some(way) = asked.way else { return along };
    let mut leads = Condition::any();
    for (left, from) in steps.all().iter().enumerate() {
        let targets = steps.all().iter().enumerate();
        let targets = targets.filter(|(entered, _)| steps.direction(left, *entered) == Some(way));
        let targets: Vec<&String> = targets.flat_map(|(_, step)| &step.stages).collect();
        if !targets.is_empty() {
            leads = leads.add(
                Condition::all()
                    .add(one_of(Column::FromStage, &from.stages))
                    .add(Column::ToStage.is_in(targets)),
            );
        }
    }
    along.add(leads)
}

/// One stage is asked for as such, which an index answers in its order.
fn one_of(column: Column, stages: &[String]) -> Expr {
    match stages {
        [stage] => column.eq(stage),
        stages => column.is_in(stages),
    }
}

async fn named(read: &Read<'_>, page: Page<Model>) -> Result<Page<TransitionRow>, Fault> {
    let accounts = accounts::names(read.db(), page.items.iter().map(|row| row.account_id)).await?;
    let people = people::names(read.db(), page.items.iter().filter_map(|row| row.person_id)).await?;
    let versions = page.items.iter().filter_map(|row| row.journey_version);
    let numbers = versions::numbers(read.db(), versions).await?;
    let items = page
        .items
        .into_iter()
        .map(|row| {
            Ok(TransitionRow {
                id: TransitionId(row.id),
                account: AccountId(row.account_id),
                account_name: accounts.get(&row.account_id).cloned().unwrap_or_default(),
                from: row.from_stage,
                to: row.to_stage,
                at: row.at,
                cause: serde_json::from_value(row.cause)?,
                held_until: row.held_until,
                receipt: row.receipt.map(serde_json::from_value).transpose()?,
                journey: row.journey_version.and_then(|version| numbers.get(&version).copied()),
                person: row.person_id.map(PersonId),
                person_name: row.person_id.and_then(|person| people.get(&person).cloned()),
            })
        })
        .collect::<Result<_, Fault>>()?;
    Ok(Page { items, next: page.next })
}

#[cfg(test)]
mod tests {
    use model::{journey::transitions::move_by_hand::MoveByHand, values::Version};

    use super::*;
    use crate::{
        journey::sample::Sample,
        testing::{World, on_both},
    };

    on_both!(
        all_moves_are_listed_newest_first_page_by_page,
        a_stage_that_the_journey_does_not_have_is_no_condition,
    );

    async fn a_stage_that_the_journey_does_not_have_is_no_condition(world: World) {
        let nowhere = || Some("nowhere".parse().unwrap());
        let asked = ListTransitions {
            from: nowhere(),
            to: nowhere(),
            ..ListTransitions::default()
        };
        let complaints = FieldErrors::of("from", Complaint::NotAChoice).and("to", Complaint::NotAChoice);
        let refused = world.as_seller().ask(asked).await.map(drop);
        assert_eq!(refused, Err(Failure::Invalid(complaints)));
    }

    async fn all_moves_are_listed_newest_first_page_by_page(world: World) {
        let account = Sample::default().save(&world).await;
        let other = Sample {
            name: "Quillmore Foods",
            ..Sample::default()
        }
        .save(&world)
        .await;
        let stages = ["exploring", "selecting", "dormant", "exploring", "lost"];
        for (moves, stage) in stages.iter().enumerate() {
            for account in [account, other] {
                let step = MoveByHand {
                    account,
                    to: stage.parse().unwrap(),
                    reason: "They said so".parse().unwrap(),
                    holds_days: None,
                    seen: Version(i32::try_from(moves).unwrap() + 1),
                };
                world.as_seller().perform(step).await.unwrap();
            }
            // Two moves in one moment stand on different pages all the same.
            if moves % 2 == 0 {
                world.clock.advance(chrono::TimeDelta::hours(1));
            }
        }

        let mut found = Vec::new();
        let mut asked = ListTransitions {
            limit: 3.try_into().unwrap(),
            ..ListTransitions::default()
        };
        loop {
            let page = world.as_executive().ask(asked.clone()).await.unwrap();
            found.extend(page.items);
            match page.next {
                Some(next) => asked.cursor = Some(next),
                None => break,
            }
        }
        assert_eq!(found.len(), 10);
        assert!(found.is_sorted_by(|one, next| (one.at, one.id) > (next.at, next.id)));
        let newest = &found[0];
        assert_eq!(
            (newest.account_name.as_str(), newest.person_name.as_deref()),
            ("Quillmore Foods", Some("Sam Duarte"))
        );

        let of = |asked: ListTransitions| async { world.as_seller().ask(asked).await.unwrap().items.len() };
        let account = Some(account);
        assert_eq!(
            of(ListTransitions {
                account,
                ..ListTransitions::default()
            })
            .await,
            5
        );
        let to = Some("exploring".parse().unwrap());
        assert_eq!(
            of(ListTransitions {
                account,
                to,
                ..ListTransitions::default()
            })
            .await,
            2
        );
        let since = Some(newest.at);
        assert_eq!(
            of(ListTransitions {
                since,
                ..ListTransitions::default()
            })
            .await,
            4
        );
        let until = Some(newest.at);
        assert_eq!(
            of(ListTransitions {
                until,
                ..ListTransitions::default()
            })
            .await,
            6
        );
    }
}
