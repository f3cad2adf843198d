//! A manager drafts a journey, and the accounts follow it once three departments have signed.

use anyhow::{Result, ensure};
use end2end::{Filling, Looks, axe, play};
use engine::testing::Who;
use model::{
    accounts::{create::CreateAccount, show::ShowAccount},
    values::ids::AgreementVersionId,
};

#[test]
fn accounts_follow_what_a_manager_drafts_and_three_departments_sign() -> Result<()> {
    play("journey-draft", Filling::People, async |scene| {
        let created = CreateAccount {
            employees: Some(120),
            ..engine::testing::new_account("Marlstone Cement")
        };
        let account = scene.world().as_seller().perform(created).await?.id;
        let sales = scene.at_desk_of(Who::SalesManager).await?;
        sales.visit("/journey").await?;
        sales.follow("Versions").await?;
        sales.press("Start a draft").await?;
        let version: AgreementVersionId = sales.arrives_at_one_of("/journey/versions/").await?;
        let page = format!("/journey/versions/{version}");
        sales.reads("it would move 0 accounts").await?;
        sales.follow("Change what it says").await?;
        sales.follow("Committing to change").await?;
        sales.reads("The buyer is").await?;

        // Whoever has 100 employees has committed himself, says this draft.
        while sales.count("button[value='remove entry']").await? > 0 {
            sales.find("button[value='remove entry']").await?.click().await?;
            sales.reads("entered by hand only").await?;
        }
        sales.choose("Add a condition", "Employees").await?;
        sales.press("Add").await?;
        sales.reads("at least 1 employee").await?;
        sales.write("At least", "100").await?;
        sales.press("Save criteria").await?;
        sales.reads("at least 100 employees.").await?;
        for looks in [Looks::DESK, Looks::DESK.dark(), Looks::PHONE] {
            sales.look(looks).await?;
            axe::check(&sales).await?;
        }
        sales.fits_a_phone().await?;
        sales.look(Looks::DESK).await?;
        sales.follow("All stages of the draft").await?;
        sales.reads("Add a stage").await?;
        axe::check(&sales).await?;
        sales.look(Looks::PHONE).await?;
        sales.fits_a_phone().await?;
        sales.look(Looks::DESK).await?;
        sales.follow("Back to the version").await?;
        sales.reads("it would move 1 account.").await?;
        sales.reads("Marlstone Cement").await?;
        sales.press("Propose for signing").await?;
        sales.reads("It waits for marketing, sales and service").await?;

        for (who, sign, then) in [
            (Who::MarketingManager, "Sign for marketing", "1 of 3"),
            (Who::SalesManager, "Sign for sales", "2 of 3"),
            (Who::ServiceManager, "Sign for service", "It holds now"),
        ] {
            let desk = scene.at_desk_of(who).await?;
            desk.visit(&page).await?;
            desk.press(sign).await?;
            desk.reads(then).await?;
        }
        sales.visit(&page).await?;
        sales.reads("It holds now and never changes").await?;
        let moved = sales
            .until("the account to follow", async || {
                let shown = scene.world().as_seller().ask(ShowAccount { account }).await?;
                Ok((shown.account.stage == "committing_to_change").then_some(()))
            })
            .await;
        ensure!(moved.is_ok(), "the account stands where it stood");
        sales.visit(&format!("/accounts/{account}?tab=journey")).await?;
        sales.reads("By the criteria").await?;
        sales.reads("at least 100 employees").await?;
        ensure!(sales.wrong().await?.is_empty(), "{:?}", sales.wrong().await?);
        Ok(())
    })
}
