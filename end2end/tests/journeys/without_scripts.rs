//! What people do all day, in a browser that runs no scripts.

use std::sync::Arc;

use anyhow::{Result, ensure};
use end2end::{
    Browser, Filling, Looks, Scene,
    pages::{Door, Wizard},
    play,
};
use engine::testing::{PASSWORD, Who};
use model::{
    accounts::show::ShowAccount,
    values::ids::{AccountId, ContactId},
};

use crate::{
    account::{nordwind, note},
    import::own,
};

async fn desk(scene: &Scene, who: Who) -> Result<Arc<Browser>> {
    let browser = scene.browser(Looks::WITHOUT_SCRIPTS).await?;
    Door(&browser).sign_in(who.email(), PASSWORD).await?;
    Ok(browser)
}

#[test]
fn an_account_with_its_person_deal_and_note_needs_no_scripts() -> Result<()> {
    play("account-without-scripts", Filling::People, async |scene| {
        let browser = desk(scene, Who::Seller).await?;
        browser.visit("/accounts/new").await?;
        browser.write("Web domain", "nordwind.example").await?;
        browser.press("Create account").await?;
        browser.reads("Name: Fill this in.").await?;
        ensure!(
            browser.written("Web domain").await? == "nordwind.example",
            "what was typed is gone"
        );
        browser.write("Name", "Nordwind Räder").await?;
        browser.press("Create account").await?;
        let account: AccountId = browser.arrives_at_one_of("/accounts/").await?;
        let page = format!("/accounts/{account}");

        note(&browser, "They want an offer by May.").await?;
        browser.reads("wrote a note: They want an offer by May.").await?;
        browser.arrives(&page).await?;

        browser.visit(&format!("{page}/contacts/new")).await?;
        browser.write("Name", "Berta Buyer").await?;
        browser.write("E-mail", "berta@nordwind.example").await?;
        browser.press("Add person").await?;
        let _: ContactId = browser.arrives_at_one_of("/contacts/").await?;
        browser.reads("Berta Buyer").await?;

        browser.visit(&format!("{page}/deals/new")).await?;
        browser.write("What is it about?", "40 cargo bikes").await?;
        browser.write("Amount in EUR", "much").await?;
        browser.press("Open deal").await?;
        browser.reads("This cannot be saved yet").await?;
        ensure!(browser.written("What is it about?").await? == "40 cargo bikes");
        browser.write("Amount in EUR", "12000").await?;
        browser.press("Open deal").await?;
        browser.arrives(&format!("{page}?tab=deals")).await?;
        browser.reads("40 cargo bikes").await
    })
}

#[test]
fn an_edit_needs_no_scripts_and_loses_nothing_when_it_is_refused() -> Result<()> {
    play("edit-without-scripts", Filling::People, async |scene| {
        let account = nordwind(scene).await?;
        let (first, second) = (desk(scene, Who::Seller).await?, desk(scene, Who::Marketer).await?);
        let (page, edit) = (format!("/accounts/{account}"), format!("/accounts/{account}/edit"));
        first.visit(&edit).await?;
        second.visit(&edit).await?;
        first.write("Name", " ").await?;
        first.write("Web domain", "").await?;
        first.write("City", "Bremen").await?;
        first.press("Save").await?;
        first.reads("Name: Fill this in.").await?;
        first.arrives(&edit).await?;
        ensure!(first.written("City").await? == "Bremen", "what was typed is gone");
        ensure!(
            first.written("Web domain").await?.is_empty(),
            "what was emptied is back"
        );
        first.write("Name", "Nordwind Bikes").await?;
        first.press("Save").await?;
        first.arrives(&page).await?;

        second.write("Name", "Nordwind Cycles").await?;
        second.press("Save").await?;
        second.reads("changed this while you were editing").await?;
        second.reads("Nordwind Bikes").await?;
        ensure!(second.written("Name").await? == "Nordwind Cycles");
        let stored = scene.world().as_seller().ask(ShowAccount { account }).await?.account;
        ensure!(stored.name == "Nordwind Bikes", "{}", stored.name);
        ensure!(stored.domain.is_none(), "{:?}", stored.domain);
        second.press("Save").await?;
        second.arrives(&page).await?;
        second.reads("Nordwind Cycles").await
    })
}

#[test]
fn a_move_needs_no_scripts_and_can_be_taken_back() -> Result<()> {
    play("move-without-scripts", Filling::People, async |scene| {
        let account = nordwind(scene).await?;
        let browser = desk(scene, Who::Seller).await?;
        let page = format!("/accounts/{account}");
        browser.visit(&format!("{page}/move")).await?;
        browser.choose("Stage", "Exploring solutions").await?;
        browser.press("Move").await?;
        browser.reads("Reason: Fill this in.").await?;
        browser.write("Reason", "They compare vendors").await?;
        browser.press("Move").await?;
        browser.arrives(&page).await?;
        browser.reads("moved to Exploring solutions.").await?;
        browser.press("Undo").await?;
        browser.reads("stands in Loosening the status quo again.").await?;
        // It is said once.
        browser.visit(&page).await?;
        ensure!(browser.count(".toast").await? == 0, "it is said again");
        Ok(())
    })
}

#[test]
fn a_file_comes_in_without_scripts() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let file = own(&folder)?;
    play("import-without-scripts", Filling::People, async |scene| {
        let browser = desk(scene, Who::Marketer).await?;
        let wizard = Wizard(&browser);
        wizard.bring("Accounts", &file).await?;
        wizard.tries().await?;
        wizard.runs().await?;
        browser.visit("/accounts").await?;
        browser.reads("Nordwind Räder").await
    })
}
