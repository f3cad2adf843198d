//! Companies above and below one another: three statements, whatever there is of them.

use model::{
    accounts::hierarchy::{Family, LEVELS, NameParent, Relative, RollUp, ShowFamily, may_stand_below},
    activity::Fact,
    values::{Currency, Money, ids::AccountId},
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect, Statement,
    prelude::Uuid, sea_query::Expr,
};

use super::{
    entity::{Column, Entity, Model},
    queries,
};
use crate::{Answer, Done, Fault, Handle, Read, Work, platform::organisation, store};

/// How many companies directly below are told.
const BELOW: u64 = 50;

impl Answer for ShowFamily {
    async fn answer(self, read: &Read<'_>) -> Result<Family, Fault> {
        let row = queries::find(read.db(), self.account).await?;
        family(read.db(), &row).await
    }
}

impl Handle for NameParent {
    async fn handle(self, work: &mut Work<'_>) -> Result<Done<Family>, Fault> {
        // One at a time: two that put companies below one another could close a circle together.
        organisation::hold(work.db()).await?;
        let both = std::iter::once(self.account).chain(self.parent);
        queries::hold(work.db(), both.map(|account| account.0)).await?;
        let row = queries::lock(work.db(), self.account).await?;
        let name = match self.parent {
            Some(parent) => {
                let parent = queries::lock(work.db(), parent).await?;
                let above = above(work.db(), Some(parent.id)).await?;
                let above: Vec<_> = above.iter().map(|row| AccountId(row.id)).collect();
                may_stand_below(self.account, &above, levels_below(work.db(), self.account).await?)?;
                Some(parent.name)
            }
            None => None,
        };
        let before = super::names(work.db(), row.parent_id).await?.into_values().next();
        // Not a new version: whoever edits fields at the same time is not in the way of whoever names a parent.
        Entity::update_many()
            .col_expr(Column::ParentId, Expr::val(self.parent.map(|parent| parent.0)))
            .col_expr(Column::UpdatedAt, Expr::val(work.now()))
            .col_expr(
                Column::UpdatedBy,
                Expr::val(work.actor().person().map(|person| person.0)),
            )
            .filter(Column::Id.eq(self.account.0))
            .exec(work.db())
            .await?;
        let stored = queries::find(work.db(), self.account).await?;
        let answer = family(work.db(), &stored).await?;
        Ok(work
            .record(Fact::ParentNamed {
                account: self.account,
                parent: self.parent,
                name,
                before,
            })
            .with(answer))
    }
}

async fn family(db: &impl ConnectionTrait, row: &Model) -> Result<Family, Fault> {
    let below = Entity::find()
        .filter(Column::ParentId.eq(row.id))
        .filter(Column::TrashedAt.is_null())
        .order_by_asc(Column::NameKey)
        .order_by_asc(Column::Id)
        .limit(BELOW)
        .all(db)
        .await?;
    if below.is_empty() && row.parent_id.is_none() {
        return Ok(Family::default());
    }
    let currency = queries::currency(db).await?;
    let above = above(db, row.parent_id).await?;
    let relative = |row: Model| Relative {
        account: AccountId(row.id),
        name: row.name,
        stage: row.stage,
        open_amount: Money::new(row.open_amount_minor, currency),
    };
    Ok(Family {
        above: above
            .into_iter()
            .filter(|row| row.trashed_at.is_none())
            .map(relative)
            .collect(),
        whole: if below.is_empty() {
            None
        } else {
            Some(whole(db, AccountId(row.id), currency).await?)
        },
        below: below.into_iter().map(relative).collect(),
    })
}

/// The company with this id and all above it, nearest first, in the trash or not: what lies there comes back with its
/// place.
async fn above(db: &impl ConnectionTrait, first: Option<Uuid>) -> Result<Vec<Model>, Fault> {
    let Some(first) = first else {
        return Ok(Vec::new());
    };
    let sql = format!(
        "WITH RECURSIVE above (id, parent_id, level) AS ( \
         SELECT id, parent_id, 1 FROM account WHERE id = {} \
         UNION ALL SELECT account.id, account.parent_id, above.level + 1 FROM account \
         JOIN above ON account.id = above.parent_id WHERE above.level < {LEVELS}) \
         SELECT account.* FROM above JOIN account ON account.id = above.id ORDER BY above.level",
        place(db)
    );
    let statement = Statement::from_sql_and_values(db.get_database_backend(), sql, [first.into()]);
    Ok(Model::find_by_statement(statement).all(db).await?)
}

/// The accounts from one downwards, the trash left out or not.
fn downwards(db: &impl ConnectionTrait, what: &str, standing: &str) -> String {
    format!(
        "WITH RECURSIVE downwards (id, level) AS ( \
         SELECT id, 0 FROM account WHERE id = {} \
         UNION ALL SELECT account.id, downwards.level + 1 FROM account \
         JOIN downwards ON account.parent_id = downwards.id WHERE downwards.level < {LEVELS}{standing}) \
         SELECT {what} FROM downwards JOIN account ON account.id = downwards.id",
        place(db)
    )
}

/// How many levels stand below an account.
async fn levels_below(db: &impl ConnectionTrait, account: AccountId) -> Result<usize, Fault> {
    #[derive(FromQueryResult)]
    struct Levels {
        levels: i32,
    }
    let sql = downwards(db, "CAST(MAX(downwards.level) AS INTEGER) AS levels", "");
    let statement = Statement::from_sql_and_values(db.get_database_backend(), sql, [account.0.into()]);
    let found = Levels::find_by_statement(statement).one(db).await?;
    Ok(found.and_then(|found| usize::try_from(found.levels).ok()).unwrap_or(0))
}

async fn whole(db: &impl ConnectionTrait, account: AccountId, currency: Currency) -> Result<RollUp, Fault> {
    #[derive(FromQueryResult)]
    struct Sums {
        accounts: i64,
        open_amount: i64,
        open_deals: i64,
        won_deals: i64,
    }
    let sums = "COUNT(*) AS accounts, CAST(SUM(account.open_amount_minor) AS BIGINT) AS open_amount, \
                CAST(SUM(account.open_deals) AS BIGINT) AS open_deals, \
                CAST(SUM(account.won_deals) AS BIGINT) AS won_deals";
    let sql = downwards(db, sums, " AND account.trashed_at IS NULL");
    let statement = Statement::from_sql_and_values(db.get_database_backend(), sql, [account.0.into()]);
    let sums = Sums::find_by_statement(statement)
        .one(db)
        .await?
        .ok_or_else(|| Fault::Stored("an account without itself".to_owned()))?;
    let count = |count: i64| u32::try_from(count).unwrap_or(0);
    Ok(RollUp {
        accounts: count(sums.accounts),
        open_amount: Money::new(sums.open_amount, currency),
        open_deals: count(sums.open_deals),
        won_deals: count(sums.won_deals),
    })
}

/// Where the only value goes into a statement.
fn place(db: &impl ConnectionTrait) -> &'static str {
    match store::kind_of(db) {
        store::Kind::Sqlite => "?",
        store::Kind::Postgres => "$1",
    }
}

#[cfg(test)]
mod tests {
    use model::{
        Failure, Refusal,
        accounts::{deals::create::CreateDeal, trash::TrashAccount},
    };

    use super::*;
    use crate::testing::{World, on_both};

    on_both!(
        a_company_shows_what_stands_above_and_below_it_and_the_sums,
        companies_never_stand_in_a_circle,
        two_who_put_companies_below_one_another_do_not_close_a_circle,
        what_lies_in_the_trash_counts_in_no_sum,
    );

    async fn accounts<const N: usize>(world: &World, names: [&str; N]) -> [AccountId; N] {
        let mut ids = Vec::new();
        for name in names {
            ids.push(
                world
                    .as_seller()
                    .perform(crate::testing::new_account(name))
                    .await
                    .unwrap()
                    .id,
            );
        }
        ids.try_into().unwrap()
    }

    fn below(account: AccountId, parent: AccountId) -> NameParent {
        NameParent {
            account,
            parent: Some(parent),
        }
    }

    async fn deal(world: &World, account: AccountId, amount: &str) {
        let deal = serde_json::json!({"account": account, "name": "Rollout", "amount": amount});
        let deal: CreateDeal = serde_json::from_value(deal).unwrap();
        world.as_seller().perform(deal).await.unwrap();
    }

    async fn a_company_shows_what_stands_above_and_below_it_and_the_sums(world: World) {
        let [group, holding, plant, other] = accounts(&world, ["Group", "Holding", "Plant", "Other plant"]).await;
        for (account, amount) in [(group, "10"), (holding, "200"), (plant, "3000"), (other, "40000")] {
            deal(&world, account, amount).await;
        }
        for (account, parent) in [(plant, holding), (other, holding), (holding, group)] {
            world.as_marketer().perform(below(account, parent)).await.unwrap();
        }
        let family = |account| {
            let world = &world;
            async move { world.as_executive().ask(ShowFamily { account }).await.unwrap() }
        };
        let names = |relatives: &[Relative]| relatives.iter().map(|one| one.name.clone()).collect::<Vec<_>>();
        let middle = family(holding).await;
        assert_eq!(names(&middle.above), ["Group"]);
        assert_eq!(names(&middle.below), ["Other plant", "Plant"]);
        let whole = middle.whole.unwrap();
        assert_eq!(
            (whole.accounts, whole.open_deals, whole.open_amount.minor),
            (3, 3, 4_320_000)
        );
        assert_eq!(names(&family(plant).await.above), ["Holding", "Group"]);
        assert_eq!(family(plant).await.whole, None);
        assert_eq!(family(group).await.whole.unwrap().accounts, 4);

        let alone = NameParent {
            account: holding,
            parent: None,
        };
        world.as_seller().perform(alone).await.unwrap();
        assert_eq!(family(group).await, Family::default());
    }

    async fn companies_never_stand_in_a_circle(world: World) {
        let [one, two, three] = accounts(&world, ["One", "Two", "Three"]).await;
        world.as_seller().perform(below(one, two)).await.unwrap();
        world.as_seller().perform(below(two, three)).await.unwrap();
        for parent in [one, two, three] {
            let refused = world.as_seller().perform(below(three, parent)).await;
            assert_eq!(refused, Err(Failure::Refused(Refusal::BelowItself)));
        }
    }

    async fn two_who_put_companies_below_one_another_do_not_close_a_circle(world: World) {
        let [one, two] = accounts(&world, ["One", "Two"]).await;
        let (seller, marketer) = (world.as_seller(), world.as_marketer());
        let (first, second) = tokio::join!(seller.perform(below(one, two)), marketer.perform(below(two, one)));
        assert_eq!([first.is_ok(), second.is_ok()].iter().filter(|done| **done).count(), 1);
    }

    async fn what_lies_in_the_trash_counts_in_no_sum(world: World) {
        let [group, plant, other] = accounts(&world, ["Group", "Plant", "Other plant"]).await;
        for plant in [plant, other] {
            deal(&world, plant, "100").await;
            world.as_seller().perform(below(plant, group)).await.unwrap();
        }
        world.as_admin().perform(TrashAccount { account: plant }).await.unwrap();
        let family = world.as_seller().ask(ShowFamily { account: group }).await.unwrap();
        assert_eq!(family.below.len(), 1);
        assert_eq!(family.whole.unwrap().open_amount.minor, 10_000);
    }
}
