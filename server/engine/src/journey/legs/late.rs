//! Open deals where buyers choose, with and without marketing.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use model::{
    accounts::deals::DealState,
    journey::{
        Stages,
        legs::late::{Asks, LateDeal, ListLateDeals, late_stages},
    },
    values::{
        Currency, Money, Page,
        ids::{AccountId, DealId},
    },
};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QuerySelect, QueryTrait, Select, prelude::Uuid};

use crate::{
    Answer, Fault, Read,
    accounts::{deals::entity as deal, entity as account, queries},
    keyset::Order,
};

impl Answer for ListLateDeals {
    async fn answer(self, read: &Read<'_>) -> Result<Page<LateDeal>, Fault> {
        let (now, stages) = (read.now(), read.stages().await?);
        let order: Order<deal::Entity> = Order::by([deal::Column::AmountMinor], deal::Column::Id, true);
        let found = late_deals(&stages, self.supported, now);
        let rows = order.rows(read.db(), found, self.limit, self.cursor.as_ref()).await?;
        let page = Page::of(rows, self.limit, |row| order.cursor(row));
        let accounts = account::Entity::find()
            .filter(account::Column::Id.is_in(page.items.iter().map(|row| row.account_id)))
            .all(read.db())
            .await?;
        let accounts: HashMap<Uuid, account::Model> = accounts.into_iter().map(|row| (row.id, row)).collect();
        let currency = queries::currency(read.db()).await?;
        let told = |row: deal::Model| {
            let at = accounts.get(&row.account_id)?;
            let asks = late_stages(&stages).find(|asks| asks.stage.key == at.stage)?;
            Some(told(row, at, asks, currency, now))
        };
        Ok(Page {
            items: page.items.into_iter().filter_map(told).collect(),
            next: page.next,
        })
    }
}

fn told(row: deal::Model, at: &account::Model, asks: Asks<'_>, currency: Currency, now: DateTime<Utc>) -> LateDeal {
    LateDeal {
        deal: DealId(row.id),
        name: row.name,
        account: AccountId(at.id),
        account_name: at.name.clone(),
        amount: Money::new(row.amount_minor, row.currency.parse().unwrap_or(currency)),
        close_on: row.close_on,
        stage: at.stage.clone(),
        within_days: asks.within_days.unwrap_or_default(),
        marketing_acted_at: at.marketing_acted_at,
        supported: asks.is_met(at.marketing_acted_at, now),
    }
}

/// Open deals with accounts that stand in a late stage in which marketing owes an act: all, or those that it stands by, or
/// the others.
pub(super) fn late_deals(stages: &Stages, supported: Option<bool>, now: DateTime<Utc>) -> Select<deal::Entity> {
    use account::Column;

    let mut any = Condition::any();
    for asks in late_stages(stages) {
        let Some(after) = asks.counts_after(now) else { continue };
        let by = match supported {
            None => Condition::all(),
            Some(true) => Condition::all().add(Column::MarketingActedAt.gt(after)),
            Some(false) => Condition::any()
                .add(Column::MarketingActedAt.is_null())
                .add(Column::MarketingActedAt.lte(after)),
        };
        any = any.add(Condition::all().add(Column::Stage.eq(asks.stage.key.as_str())).add(by));
    }
    if any.is_empty() {
        // A condition without parts would hold everywhere, and where no stage asks for marketing there is no such deal.
        any = any.add(Column::Id.is_null());
    }
    open_with(any)
}

/// Open deals with accounts that stand in a late stage which asks nothing of marketing.
pub(super) fn unasked_deals(stages: &Stages) -> Select<deal::Entity> {
    let keys = late_stages(stages).filter(|asks| asks.within_days.is_none());
    let keys: Vec<&str> = keys.map(|asks| asks.stage.key.as_str()).collect();
    open_with(Condition::all().add(account::Column::Stage.is_in(keys)))
}

fn open_with(account: Condition) -> Select<deal::Entity> {
    use deal::Column;

    let accounts = account::Entity::find()
        .select_only()
        .column(account::Column::Id)
        .filter(account::Column::TrashedAt.is_null())
        .filter(account)
        .into_query();
    deal::Entity::find()
        .filter(Column::TrashedAt.is_null())
        .filter(Column::State.eq(DealState::Open.key()))
        .filter(Column::AccountId.in_subquery(accounts))
}
