//! Three departments at one account.

use anyhow::{Result, ensure};
use end2end::{Browser, Filling, Scene, play};
use engine::testing::Who;
use model::{
    Department,
    accounts::{create::CreateAccount, show::ShowAccount},
    activity::Fact,
    values::ids::AccountId,
};

/// An account that sales has just found.
pub async fn nordwind(scene: &Scene) -> Result<AccountId> {
    let create = serde_json::json!({ "name": "Nordwind Räder", "domain": "nordwind.example" });
    let create: CreateAccount = serde_json::from_value(create)?;
    Ok(scene.world().as_seller().perform(create).await?.id)
}

/// Writes a note on the page of an account.
pub async fn note(browser: &Browser, text: &str) -> Result<()> {
    browser.write("What did you do or hear?", text).await?;
    browser.press("Save").await
}

#[test]
fn three_owners_write_on_one_timeline_and_see_each_other_live() -> Result<()> {
    play("three-owners", Filling::People, async |scene| {
        let account = nordwind(scene).await?;
        let mut desks = Vec::new();
        for who in [Who::Marketer, Who::Seller, Who::ServiceMember] {
            let desk = scene.at_desk_of(who).await?;
            desk.visit(&format!("/accounts/{account}")).await?;
            desks.push(desk);
        }
        let notes = [
            "They came to the webinar.",
            "They want an offer by May.",
            "Ask who will run it.",
        ];
        for (desk, text) in desks.iter().zip(notes) {
            note(desk, text).await?;
            for other in &desks {
                other.reads(text).await?;
            }
        }
        for desk in &desks {
            ensure!(desk.wrong().await?.is_empty(), "{:?}", desk.wrong().await?);
        }
        let facts = scene.world().facts_of(account).await;
        let legs: Vec<_> = facts.iter().filter_map(Fact::leg).collect();
        ensure!(legs == Department::ALL, "{legs:?}");
        Ok(())
    })
}

#[test]
fn whoever_saves_second_is_told_and_overwrites_nothing() -> Result<()> {
    play("second-editor", Filling::People, async |scene| {
        let account = nordwind(scene).await?;
        let (first, second) = (
            scene.at_desk_of(Who::Seller).await?,
            scene.at_desk_of(Who::Marketer).await?,
        );
        let page = format!("/accounts/{account}/edit");
        first.visit(&page).await?;
        second.visit(&page).await?;
        first.write("Name", "Nordwind Bikes").await?;
        second.write("Name", "Nordwind Cycles").await?;
        first.press("Save").await?;
        first.arrives(&format!("/accounts/{account}")).await?;
        second.press("Save").await?;
        second.reads("changed this while you were editing").await?;
        second.reads("Nordwind Bikes").await?;
        ensure!(
            second.written("Name").await? == "Nordwind Cycles",
            "what was typed is gone"
        );
        let stored = scene.world().as_seller().ask(ShowAccount { account }).await?;
        ensure!(stored.account.name == "Nordwind Bikes", "{}", stored.account.name);

        // Told, it is a decision.
        second.press("Save").await?;
        second.arrives(&format!("/accounts/{account}")).await?;
        second.reads("Nordwind Cycles").await
    })
}

#[test]
fn a_name_cannot_be_emptied() -> Result<()> {
    play("emptied-name", Filling::People, async |scene| {
        let account = nordwind(scene).await?;
        let browser = scene.at_desk_of(Who::Seller).await?;
        browser.visit(&format!("/accounts/{account}/edit")).await?;
        browser.write("Name", "").await?;
        browser.press("Save").await?;
        browser.reads("Name: Fill this in.").await
    })
}
