//! Opportunities.

mod create;
mod edit;
pub mod entity;
mod list;
mod lose;
pub mod queries;
mod reopen;
mod restore;
mod show;
mod trash;
mod win;

use model::values::ids::AccountId;
use sea_orm::{ConnectionTrait, DbErr, Statement};

/// Brings the sums of an account up to date with its deals. Called in the transaction that changes a deal, after the
/// account was locked: two commands on deals of one account must not each miss the other's.
pub async fn roll_up(db: &impl ConnectionTrait, account: AccountId) -> Result<(), DbErr> {
    const SUMS: &str = "UPDATE account SET \
        open_amount_minor = (SELECT COALESCE(SUM(amount_minor), 0) FROM deal \
            WHERE account_id = $1 AND state = 'open' AND trashed_at IS NULL), \
        open_deals = (SELECT COUNT(*) FROM deal \
            WHERE account_id = $1 AND state = 'open' AND trashed_at IS NULL), \
        won_deals = (SELECT COUNT(*) FROM deal \
            WHERE account_id = $1 AND state = 'won' AND trashed_at IS NULL), \
        next_close_on = (SELECT MIN(close_on) FROM deal \
            WHERE account_id = $1 AND state = 'open' AND trashed_at IS NULL) \
        WHERE id = $1";
    let statement = Statement::from_sql_and_values(db.get_database_backend(), SUMS, [account.0.into()]);
    db.execute_raw(statement).await.map(drop)
}

#[cfg(test)]
mod tests {
    use model::{
        Failure, Refusal,
        accounts::{
            Account,
            create::CreateAccount,
            deals::{
                Deal, create::CreateDeal, edit::EditDeal, lose::LoseDeal, reopen::ReopenDeal, restore::RestoreDeal,
                trash::TrashDeal, win::WinDeal,
            },
            show::ShowAccount,
        },
    };

    use crate::testing::World;

    crate::testing::on_both!(
        the_sums_of_an_account_follow_its_deals,
        a_deal_is_decided_once_until_it_is_opened_again,
        another_currency_is_refused,
        two_deals_opened_at_once_both_count,
    );

    async fn account(world: &World) -> Account {
        let create: CreateAccount = serde_json::from_value(serde_json::json!({"name": "Brackwell Dairies"})).unwrap();
        world.as_seller().perform(create).await.unwrap()
    }

    fn new(account: &Account, amount: &str, close_on: Option<&str>) -> CreateDeal {
        let create = serde_json::json!({
            "account": account.id, "name": "Metering", "amount": amount, "close_on": close_on,
        });
        serde_json::from_value(create).unwrap()
    }

    async fn open(world: &World, account: &Account, amount: &str, close_on: Option<&str>) -> Deal {
        world.as_seller().perform(new(account, amount, close_on)).await.unwrap()
    }

    /// Open amount, open deals, won deals, next day of decision.
    async fn sums(world: &World, account: &Account) -> (i64, u32, u32, Option<String>) {
        let account = world
            .as_seller()
            .ask(ShowAccount { account: account.id })
            .await
            .unwrap()
            .account;
        let close = account.next_close_on.map(|day| day.to_string());
        (account.open_amount.minor, account.open_deals, account.won_deals, close)
    }

    async fn the_sums_of_an_account_follow_its_deals(world: World) {
        let account = account(&world).await;
        let first = open(&world, &account, "1,000.50", Some("2026-12-18")).await;
        let second = open(&world, &account, "200", Some("2026-05-01")).await;
        assert_eq!(
            sums(&world, &account).await,
            (120_050, 2, 0, Some("2026-05-01".to_owned()))
        );

        world.as_seller().perform(WinDeal { deal: second.id }).await.unwrap();
        assert_eq!(
            sums(&world, &account).await,
            (100_050, 1, 1, Some("2026-12-18".to_owned()))
        );

        let edit = serde_json::json!({
            "deal": first.id, "version": first.version, "amount": "5", "clear": ["close_on"],
        });
        let edit: EditDeal = serde_json::from_value(edit).unwrap();
        world.as_seller().perform(edit).await.unwrap();
        assert_eq!(sums(&world, &account).await, (500, 1, 1, None));

        world.as_seller().perform(ReopenDeal { deal: second.id }).await.unwrap();
        world.as_seller().perform(TrashDeal { deal: first.id }).await.unwrap();
        assert_eq!(
            sums(&world, &account).await,
            (20_000, 1, 0, Some("2026-05-01".to_owned()))
        );

        world.as_seller().perform(RestoreDeal { deal: first.id }).await.unwrap();
        assert_eq!(
            sums(&world, &account).await,
            (20_500, 2, 0, Some("2026-05-01".to_owned()))
        );
    }

    async fn a_deal_is_decided_once_until_it_is_opened_again(world: World) {
        let account = account(&world).await;
        let deal = open(&world, &account, "100", None).await.id;
        let refused = world.as_seller().perform(ReopenDeal { deal }).await;
        assert_eq!(
            refused.map(|deal| deal.state),
            Err(Failure::Refused(Refusal::DealNotDecided))
        );
        let lose = LoseDeal {
            deal,
            reason: "They stay with what they have".parse().unwrap(),
        };
        let lost = world.as_seller().perform(lose.clone()).await.unwrap();
        assert_eq!(lost.lost_reason.as_deref(), Some("They stay with what they have"));
        assert_eq!(lost.closed_at, Some(world.engine.clock.now()));
        for refused in [
            world.as_seller().perform(WinDeal { deal }).await,
            world.as_seller().perform(lose).await,
        ] {
            assert_eq!(
                refused.map(|deal| deal.state),
                Err(Failure::Refused(Refusal::DealDecided))
            );
        }
        let open = world.as_seller().perform(ReopenDeal { deal }).await.unwrap();
        assert_eq!((open.closed_at, open.lost_reason), (None, None));
    }

    async fn another_currency_is_refused(world: World) {
        let account = account(&world).await;
        let ours = sums_currency(&world, &account).await;
        let other = if ours == "USD" { "EUR" } else { "USD" };
        let create = CreateDeal {
            currency: Some(other.parse().unwrap()),
            ..new(&account, "100", None)
        };
        let refused = world.as_seller().perform(create).await;
        assert_eq!(
            refused.map(|deal| deal.amount),
            Err(Failure::Refused(Refusal::OtherCurrency { ours }))
        );
    }

    async fn sums_currency(world: &World, account: &Account) -> String {
        let shown = world
            .as_seller()
            .ask(ShowAccount { account: account.id })
            .await
            .unwrap();
        shown.account.open_amount.currency.to_string()
    }

    async fn two_deals_opened_at_once_both_count(world: World) {
        let account = account(&world).await;
        let seller = world.as_seller();
        let many = (0..8).map(|_| seller.perform(new(&account, "10", None)));
        for opened in futures::future::join_all(many).await {
            opened.unwrap();
        }
        assert_eq!(sums(&world, &account).await, (8_000, 8, 0, None));
    }
}
