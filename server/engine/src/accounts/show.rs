//! How one account is shown: ten statements, whatever there is of it.

use std::collections::BTreeMap;

use model::accounts::show::{AccountInFull, Entered, ShowAccount};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect};

use super::{contacts, deals, members, queries};
use crate::{
    Answer, Fault, Read,
    journey::{participation, transitions},
};

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
        let contacts = people
            .clone()
            .order_by_asc(contacts::entity::Column::NameKey)
            .limit(BESIDE)
            .all(db)
            .await?;
        // Only where they were cut off does it take a second look to count them.
        let contact_count = match contacts.len() as u64 {
            BESIDE => people.count(db).await?,
            all => all,
        };

        let opportunities = deals::entity::Entity::find().filter(deals::entity::Column::AccountId.eq(self.account.0));
        let opportunities = match with_it {
            Some(at) => opportunities.filter(deals::entity::Column::TrashedAt.eq(at)),
            None => opportunities.filter(deals::entity::Column::TrashedAt.is_null()),
        };
        let mut deals = opportunities
            .clone()
            .order_by_asc(deals::entity::Column::CloseOn)
            .limit(BESIDE)
            .all(db)
            .await?;
        let deal_count = match deals.len() as u64 {
            BESIDE => opportunities.count(db).await?,
            all => all,
        };
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

        let participation = participation::of_account(read, &read.stages().await?, &row).await?;
        let account_name = row.name.clone();
        let leads = [row.marketing_lead_id, row.sales_lead_id, row.service_lead_id];
        let owners = deals.iter().map(|deal| deal.owner_id);
        let (names, currency) = queries::names_and_currency(db, leads.into_iter().chain(owners)).await?;
        Ok(AccountInFull {
            account: queries::account(row, &names, currency),
            entered: entered.into_iter().map(|(stage, at)| Entered { stage, at }).collect(),
            members: members::of(db, self.account, None).await?,
            participation,
            deals: deals::queries::told_of(deals, &account_name, &names),
            deal_count,
            contacts: contacts
                .into_iter()
                .map(|row| contacts::queries::contact(row, Some(account_name.clone())))
                .collect(),
            contact_count,
        })
    }
}
