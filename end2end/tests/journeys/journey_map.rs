//! The map of the journey, the moves behind its figures, and why an account was moved.

use anyhow::{Result, ensure};
use chrono::TimeDelta;
use end2end::{Filling, Looks, pages::Door, play};
use engine::testing::{PASSWORD, Who};
use model::accounts::deals::{create::CreateDeal, win::WinDeal};

use crate::account::nordwind;

/// Moves one account by hand and by rule, and leaves some time between that and what is looked at.
async fn moved(scene: &end2end::Scene) -> Result<model::values::ids::AccountId> {
    let account = nordwind(scene).await?;
    let seller = scene.world().as_seller();
    let deal = serde_json::json!({ "account": account, "name": "40 cargo bikes", "amount": "12000" });
    let deal = seller.perform(serde_json::from_value::<CreateDeal>(deal)?).await?;
    let win = serde_json::json!({ "deal": deal.id, "seen": deal.version });
    scene
        .world()
        .as_seller()
        .perform(serde_json::from_value::<WinDeal>(win)?)
        .await?;
    scene.world().clock.advance(TimeDelta::minutes(2));
    Ok(account)
}

#[test]
fn a_counter_of_the_map_leads_to_as_many_rows() -> Result<()> {
    play("journey-map", Filling::People, async |scene| {
        moved(scene).await?;
        for looks in [Looks::DESK, Looks::WITHOUT_SCRIPTS] {
            let browser = scene.browser(looks).await?;
            Door(&browser).sign_in(Who::Seller.email(), PASSWORD).await?;
            browser.visit("/journey/map?days=30").await?;
            browser.reads("What was agreed").await?;
            browser.follow("1 came to Onboarding").await?;
            browser.reads("1 move").await?;
            ensure!(browser.count("tbody tr").await? == 1, "as many rows as counted");
            browser.reads("Nordwind Räder").await?;

            browser.visit("/journey/map").await?;
            browser.follow("MQL, SAL, SQL").await?;
            browser.follow("1 came to Won").await?;
            browser.reads("1 move").await?;
            ensure!(browser.count("tbody tr").await? == 1, "in other words as well");
        }
        Ok(())
    })
}

#[test]
fn a_win_rate_leads_to_its_deals_and_each_score_to_its_receipt() -> Result<()> {
    play("legs", Filling::People, async |scene| {
        moved(scene).await?;
        for looks in [Looks::DESK, Looks::WITHOUT_SCRIPTS] {
            let browser = scene.browser(looks).await?;
            Door(&browser).sign_in(Who::Seller.email(), PASSWORD).await?;
            browser.visit("/journey/map?days=30").await?;
            browser.reads("n = 1: too few to say, it takes 5").await?;
            browser.follow("1 deals won with 0 of 1 leg").await?;
            browser.reads("1 deal").await?;
            browser.reads("40 cargo bikes").await?;
            browser.follow("Open deals in late stages").await?;
            browser.reads("No such deal is open").await?;
        }
        let browser = scene.at_desk_of(Who::Seller).await?;
        browser.visit("/journey/legs?score=0_of_1").await?;
        browser.press_beginning("0 of 1 leg").await?;
        browser.reads("marketing acted within the last 30 days").await?;
        ensure!(browser.wrong().await?.is_empty(), "{:?}", browser.wrong().await?);
        Ok(())
    })
}

#[test]
fn the_journey_of_an_account_says_why_it_moved() -> Result<()> {
    play("journey-of-an-account", Filling::People, async |scene| {
        let account = moved(scene).await?;
        let browser = scene.at_desk_of(Who::Seller).await?;
        browser.visit(&format!("/accounts/{account}?tab=journey")).await?;
        browser.reads("In Onboarding since").await?;
        let why = "//button[contains(., 'to Onboarding')]";
        browser.shown(why).await?.click().await?;
        browser.reads("How it adds up").await?;
        let row = "//*[@popover]//a[contains(., 'cargo bikes') or starts-with(@href, '/deals/')]";
        browser.shown(row).await.map(drop)
    })
}
