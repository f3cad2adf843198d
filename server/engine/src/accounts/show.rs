//! How one account is shown: five queries, whatever there is of it.

use std::collections::BTreeMap;

use model::accounts::show::{AccountInFull, Entered, ShowAccount};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect};

use super::{contacts, deals, queries};
use crate::{Answer, Fault, Read, journey::transitions};

/// What the side column shows at most.
const BESIDE: u64 = 50;

impl Answer for ShowAccount {
    async fn answer(self, read: &Read<'_>) -> Result<AccountInFull, Fault> {
        let db = read.db();
        let row = queries::find(db, self.account).await?;
        // In the trash its people and deals lie beside it and are shown with it.
        let with_it = row.trashed_at;

        let people = contacts::entity::Entity::find().filter(contacts::entity::Column::AccountId.eq(self.account.0));
        let people = match with_it {
            Some(at) => people.filter(contacts::entity::Column::TrashedAt.eq(at)),
            None => people.filter(contacts::entity::Column::TrashedAt.is_null()),
        };
        let contact_count = people.clone().count(db).await?;
        let contacts = people
            .order_by_asc(contacts::entity::Column::NameKey)
            .limit(BESIDE)
            .all(db)
            .await?;

        let opportunities = deals::entity::Entity::find().filter(deals::entity::Column::AccountId.eq(self.account.0));
        let opportunities = match with_it {
            Some(at) => opportunities.filter(deals::entity::Column::TrashedAt.eq(at)),
            None => opportunities.filter(deals::entity::Column::TrashedAt.is_null()),
        };
        let deal_count = opportunities.clone().count(db).await?;
        let mut deals = opportunities
            .order_by_asc(deals::entity::Column::CloseOn)
            .limit(BESIDE)
            .all(db)
            .await?;
        deals.sort_by_key(|deal| (deal.state != "open", deal.close_on.is_none(), deal.close_on));

        let moves: Vec<(String, chrono::DateTime<chrono::Utc>)> = transitions::entity::Entity::find()
            .select_only()
            .columns([transitions::entity::Column::ToStage, transitions::entity::Column::At])
            .filter(transitions::entity::Column::AccountId.eq(self.account.0))
            .order_by_desc(transitions::entity::Column::At)
            .limit(200)
            .into_tuple()
            .all(db)
            .await?;
        let mut entered = BTreeMap::new();
        for (stage, at) in moves {
            entered.entry(stage).or_insert(at);
        }

        let account_name = row.name.clone();
        Ok(AccountInFull {
            account: queries::told_one(db, row).await?,
            entered: entered.into_iter().map(|(stage, at)| Entered { stage, at }).collect(),
            deals: deals::queries::told_of(db, deals, &account_name).await?,
            deal_count,
            contacts: contacts
                .into_iter()
                .map(|row| contacts::queries::contact(row, Some(account_name.clone())))
                .collect(),
            contact_count,
        })
    }
}
