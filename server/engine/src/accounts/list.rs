//! How accounts are listed: one query for the rows, one for the names of their leads.

use model::{
    Failure,
    accounts::{
        Account,
        list::{AccountSort, ListAccounts},
    },
    values::Page,
};
use sea_orm::{EntityTrait, QueryFilter};

use super::{
    entity::{Column, Entity},
    filter, queries,
};
use crate::{Answer, Fault, Read, keyset::Order};

impl Answer for ListAccounts {
    async fn answer(self, read: &Read<'_>) -> Result<Page<Account>, Fault> {
        let limit = self.limit.unwrap_or_default();
        let sort = self.sorted();
        let order: Order<Entity> = match sort.by {
            AccountSort::Name => Order::by([Column::NameKey], Column::Id, sort.descending),
            AccountSort::Updated => Order::by([Column::UpdatedAt], Column::Id, sort.descending),
            AccountSort::OpenAmount => Order::by([Column::OpenAmountMinor], Column::Id, sort.descending),
            AccountSort::Stage => Order::by([Column::StagePosition, Column::StageSince], Column::Id, sort.descending),
            AccountSort::Close => Order::by_nullable(Column::NextCloseOn, Column::Id, sort.descending),
        };
        let (filter, stages) = (self.filter(), read.stages().await?);
        filter.check(&stages).map_err(Failure::from)?;
        let select = Entity::find().filter(filter::condition(&filter, &stages, read.now()));
        let rows = order.rows(read.db(), select, limit, self.cursor.as_ref()).await?;
        let page = Page::of(rows, limit, |row| order.cursor(row));
        Ok(Page {
            items: queries::told(read.db(), page.items).await?,
            next: page.next,
        })
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use chrono::TimeDelta;
    use model::{
        accounts::{
            create::CreateAccount,
            deals::create::CreateDeal,
            figures::AccountFigures,
            filter::{DealIs, LeadIs, MissingLeg},
        },
        journey::Journey,
        values::{Limit, Sort, SortKey, ids::AccountId},
    };

    use super::*;
    use crate::testing::{Who, World, new_account};

    crate::testing::on_both!(
        each_account_stands_on_exactly_one_page_in_every_order,
        rows_that_arrive_between_two_pages_neither_repeat_nor_hide_others,
        the_figures_are_those_of_the_rows,
        accounts_without_a_day_of_decision_come_last_either_way,
        what_is_sought_stands_for_nothing_but_itself,
        a_cursor_of_another_order_is_refused_and_breaks_nothing,
        a_stage_that_the_journey_does_not_have_is_no_condition,
    );

    async fn deal(world: &World, account: AccountId, amount: &str, close_on: Option<&str>) {
        let deal = CreateDeal {
            account,
            name: "Metering".parse().unwrap(),
            amount: amount.parse().unwrap(),
            currency: None,
            close_on: close_on.map(|day| day.parse().unwrap()),
            owner: None,
        };
        world.as_seller().perform(deal).await.unwrap();
    }

    /// Accounts that share names, amounts, moments and days, so that only the id tells them apart; some without a day.
    async fn some(world: &World, count: usize) -> Vec<AccountId> {
        let mut ids = Vec::new();
        for number in 0..count {
            if number % 3 == 0 {
                world.clock.advance(TimeDelta::minutes(1));
            }
            let made = world
                .as_seller()
                .perform(new_account(["Alder", "birch", "Élan"][number % 3]))
                .await
                .unwrap();
            match number % 4 {
                0 => {}
                1 => deal(world, made.id, "100", None).await,
                2 => deal(world, made.id, "100", Some("2026-12-18")).await,
                _ => deal(world, made.id, "250.50", Some("2026-05-01")).await,
            }
            ids.push(made.id);
        }
        ids
    }

    fn sorts() -> Vec<Sort<AccountSort>> {
        AccountSort::KEYS
            .iter()
            .flat_map(|(_, by)| [Sort::up(*by), Sort::down(*by)])
            .collect()
    }

    async fn page(
        world: &World,
        asked: &ListAccounts,
        rows: u16,
        cursor: Option<model::values::Cursor>,
    ) -> Page<Account> {
        let asked = ListAccounts {
            limit: Some(Limit::try_from(rows).unwrap()),
            cursor,
            ..asked.clone()
        };
        world.as_executive().ask(asked).await.unwrap()
    }

    async fn each_account_stands_on_exactly_one_page_in_every_order(world: World) {
        some(&world, 17).await;
        for sort in sorts() {
            let asked = ListAccounts {
                sort: Some(sort),
                ..ListAccounts::default()
            };
            let whole: Vec<_> = page(&world, &asked, 200, None)
                .await
                .items
                .iter()
                .map(|row| row.id)
                .collect();
            assert_eq!(whole.len(), 17, "{}", sort.key());
            for rows in [1, 2, 5, 16, 17] {
                let mut seen = Vec::new();
                let mut cursor = None;
                loop {
                    let page = page(&world, &asked, rows, cursor).await;
                    seen.extend(page.items.iter().map(|row| row.id));
                    cursor = page.next;
                    if cursor.is_none() {
                        break;
                    }
                }
                assert_eq!(seen, whole, "{} by {rows}", sort.key());
            }
        }
    }

    async fn rows_that_arrive_between_two_pages_neither_repeat_nor_hide_others(world: World) {
        let mut all: BTreeSet<AccountId> = some(&world, 9).await.into_iter().collect();
        for sort in sorts() {
            let asked = ListAccounts {
                sort: Some(sort),
                ..ListAccounts::default()
            };
            let before = all.clone();
            let mut seen = Vec::new();
            let mut cursor = None;
            loop {
                let page = page(&world, &asked, 4, cursor).await;
                seen.extend(page.items.iter().map(|row| row.id));
                cursor = page.next;
                if cursor.is_none() {
                    break;
                }
                all.extend(some(&world, 2).await);
            }
            let distinct: BTreeSet<_> = seen.iter().copied().collect();
            assert_eq!(distinct.len(), seen.len(), "{}: a row stands twice", sort.key());
            assert!(before.is_subset(&distinct), "{}: a row is missed", sort.key());
        }
    }

    async fn the_figures_are_those_of_the_rows(world: World) {
        some(&world, 12).await;
        let led = CreateAccount {
            sales_lead: Some(Who::Seller.id()),
            ..new_account("Brackwell Dairies")
        };
        world.as_seller().perform(led).await.unwrap();
        world.clock.advance(TimeDelta::days(61));
        some(&world, 3).await;
        let filters = [
            ListAccounts::default(),
            ListAccounts {
                deal: Some(DealIs::Open),
                ..ListAccounts::default()
            },
            ListAccounts {
                stalled: Some(true),
                ..ListAccounts::default()
            },
            ListAccounts {
                stalled: Some(false),
                missing_leg: Some(MissingLeg::Any),
                ..ListAccounts::default()
            },
            ListAccounts {
                sales_lead: Some(LeadIs::Person(Who::Seller.id())),
                ..ListAccounts::default()
            },
            ListAccounts {
                q: Some("bIr".parse().unwrap()),
                phase: Some(model::journey::Phase::Early),
                ..ListAccounts::default()
            },
        ];
        let now = world.engine.clock.now();
        let stages = Journey::shipped().stages();
        for asked in filters {
            let rows = page(&world, &asked, 200, None).await.items;
            let figures = world
                .as_executive()
                .ask(AccountFigures::from(asked.filter()))
                .await
                .unwrap();
            assert_eq!(figures.accounts, rows.len() as u64, "{asked:?}");
            assert_eq!(
                figures.open_amount.minor,
                rows.iter().map(|row| row.open_amount.minor).sum::<i64>()
            );
            assert_eq!(
                figures.open_deals,
                rows.iter().map(|row| u64::from(row.open_deals)).sum::<u64>()
            );
            assert_eq!(
                figures.stalled,
                rows.iter().filter(|row| row.is_stalled(&stages, now)).count() as u64
            );
            assert!(!rows.is_empty(), "{asked:?}");
        }
    }

    async fn accounts_without_a_day_of_decision_come_last_either_way(world: World) {
        some(&world, 8).await;
        for sort in [Sort::up(AccountSort::Close), Sort::down(AccountSort::Close)] {
            let asked = ListAccounts {
                sort: Some(sort),
                ..ListAccounts::default()
            };
            let days: Vec<_> = page(&world, &asked, 200, None)
                .await
                .items
                .iter()
                .map(|row| row.next_close_on)
                .collect();
            let first_without = days.iter().position(Option::is_none).unwrap();
            assert!(days[first_without..].iter().all(Option::is_none));
            assert_eq!(days[..first_without].is_sorted(), !sort.descending);
        }
    }

    async fn what_is_sought_stands_for_nothing_but_itself(world: World) {
        for name in ["100% Wool", "1000 Wells"] {
            world.as_seller().perform(new_account(name)).await.unwrap();
        }
        let asked = ListAccounts {
            q: Some("100%".parse().unwrap()),
            ..ListAccounts::default()
        };
        let found: Vec<_> = page(&world, &asked, 200, None)
            .await
            .items
            .into_iter()
            .map(|row| row.name)
            .collect();
        assert_eq!(found, ["100% Wool"]);
    }

    async fn a_cursor_of_another_order_is_refused_and_breaks_nothing(world: World) {
        some(&world, 3).await;
        let by_name = ListAccounts {
            sort: Some(Sort::up(AccountSort::Name)),
            ..ListAccounts::default()
        };
        let cursor = page(&world, &by_name, 1, None).await.next;
        let asked = ListAccounts {
            sort: Some(Sort::up(AccountSort::OpenAmount)),
            cursor,
            ..ListAccounts::default()
        };
        let answer = world.as_executive().ask(asked).await;
        let malformed = Failure::field("cursor", model::Complaint::Malformed);
        assert_eq!(answer.map(|page| page.items.len()), Err(malformed));
    }

    async fn a_stage_that_the_journey_does_not_have_is_no_condition(world: World) {
        let asked = ListAccounts {
            stage: Some("nowhere".to_owned()),
            ..ListAccounts::default()
        };
        let complaint = Failure::field("stage", model::Complaint::NotAChoice);
        let figures = world
            .as_executive()
            .ask(AccountFigures::from(asked.filter()))
            .await
            .map(drop);
        assert_eq!(figures, Err(complaint.clone()));
        assert_eq!(world.as_executive().ask(asked).await.map(drop), Err(complaint));
    }
}
