//! The deals behind the win rates, each with the receipt of its score. Scores are computed from what was read, some deals
//! at a time, until the page is full: the list holds exactly those that the figure counted.

use std::collections::HashMap;

use chrono::{DateTime, TimeDelta, Utc};
use model::{
    accounts::touches::TouchKind,
    criteria::facts::TouchFact,
    journey::{
        legs::decided::{DecidedDeal, ListDecidedDeals},
        participation::{LegShare, show::receipt},
    },
    values::{
        Money, Page,
        ids::{AccountId, DealId},
    },
};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, prelude::Uuid};

use super::then::{self, AT_ONCE, Journeys, Then, Within};
use crate::{
    Answer, Fault, Read,
    accounts::{self, deals::entity as deal, queries, touches::entity as touch},
    journey::participation,
    keyset::moment_place,
};

impl Answer for ListDecidedDeals {
    async fn answer(self, read: &Read<'_>) -> Result<Page<DecidedDeal>, Fault> {
        let journeys = Journeys::read(read).await?;
        let within = Within {
            since: self.since,
            until: self.until,
        };
        let wanted = usize::from(self.limit.get()) + 1;
        let mut behind = self.cursor.as_ref().map(moment_place).transpose()?;
        let mut found: Vec<Then> = Vec::new();
        loop {
            let some = then::some(read, within, behind, AT_ONCE).await?;
            let is_last = (some.len() as u64) < AT_ONCE;
            behind = some.last().map(|last| (last.at, last.deal));
            found.extend(some.into_iter().filter(|then| {
                self.outcome.is_none_or(|outcome| outcome == then.outcome)
                    && self.score.is_none_or(|score| score == journeys.score(then))
            }));
            if is_last || found.len() >= wanted {
                break;
            }
        }
        found.truncate(wanted);
        let page = Page::of(found, self.limit, Then::cursor);
        Ok(Page {
            items: told(read, &journeys, page.items).await?,
            next: page.next,
        })
    }
}

async fn told(read: &Read<'_>, journeys: &Journeys, rows: Vec<Then>) -> Result<Vec<DecidedDeal>, Fault> {
    let db = read.db();
    let deals = deal::Entity::find()
        .filter(deal::Column::Id.is_in(rows.iter().map(|row| row.deal)))
        .all(db)
        .await?;
    let mut deals: HashMap<Uuid, deal::Model> = deals.into_iter().map(|row| (row.id, row)).collect();
    let names = accounts::names(db, rows.iter().map(|row| row.account)).await?;
    let currency = queries::currency(db).await?;
    let rows: Vec<(Then, Vec<LegShare>)> = rows
        .into_iter()
        .map(|row| {
            let shares = journeys.shares(&row);
            (row, shares)
        })
        .collect();
    let acts = acts(read, &rows).await?;
    Ok(rows
        .into_iter()
        .filter_map(|(then, shares)| {
            let deal = deals.remove(&then.deal)?;
            let (number, stages) = journeys.at(then.at);
            let stage_name = stages.name(&then.stage).to_owned();
            let known = acts.get(&then.account).map_or(&[][..], Vec::as_slice);
            let by_then: Vec<TouchFact> = known.iter().filter(|act| act.at <= then.at).cloned().collect();
            Some(DecidedDeal {
                deal: DealId(then.deal),
                name: deal.name,
                account: AccountId(then.account),
                account_name: names.get(&then.account).cloned().unwrap_or_default(),
                amount: Money::new(deal.amount_minor, deal.currency.parse().unwrap_or(currency)),
                outcome: then.outcome,
                decided_at: then.at,
                score: journeys.score(&then),
                receipt: receipt(&stage_name, &shares, &by_then, then.at),
                stage: then.stage,
                stage_name,
                journey: number,
            })
        })
        .collect())
}

/// The acts that may have counted for these deals, by account: one statement for the page.
async fn acts(read: &Read<'_>, rows: &[(Then, Vec<LegShare>)]) -> Result<HashMap<Uuid, Vec<TouchFact>>, Fault> {
    use touch::Column;

    let mut any = Condition::any();
    for (then, shares) in rows {
        let Some(days) = shares.iter().map(|share| share.within_days).max() else {
            continue;
        };
        let window = TimeDelta::days(i64::from(days));
        let since = then.at.checked_sub_signed(window).unwrap_or(DateTime::<Utc>::MIN_UTC);
        any = any.add(
            Condition::all()
                .add(Column::AccountId.eq(then.account))
                .add(Column::OccurredAt.gt(since))
                .add(Column::OccurredAt.lte(then.at)),
        );
    }
    let mut acts: HashMap<Uuid, Vec<TouchFact>> = HashMap::new();
    if any.is_empty() {
        return Ok(acts);
    }
    let kinds = TouchKind::ALL
        .into_iter()
        .filter(|kind| kind.is_act())
        .map(TouchKind::key);
    let found = touch::Entity::find()
        .filter(Column::TrashedAt.is_null())
        .filter(Column::Kind.is_in(kinds))
        .filter(any)
        .all(read.db())
        .await?;
    for row in found {
        let account = row.account_id;
        acts.entry(account).or_default().extend(participation::fact(row));
    }
    Ok(acts)
}
