//! A file from another system, from the choice to the undo.

use std::path::PathBuf;

use anyhow::{Context as _, Result, ensure};
use end2end::{Browser, Filling, Scene, axe, pages::Wizard, play, product::workspace};
use engine::testing::Who;
use model::{
    accounts::{contacts::list::ListContacts, list::ListAccounts},
    activity::Fact,
};

/// What people bring along from `HubSpot`, where it is there.
fn hubspot(file: &str) -> Option<PathBuf> {
    let path = workspace().join("../shared/data/hubspot").join(file);
    path.is_file().then(|| path.canonicalize().unwrap_or(path))
}

/// A file of our own.
pub fn own(folder: &tempfile::TempDir) -> Result<PathBuf> {
    let path = folder.path().join("company.csv");
    let rows =
        "id,property_name,property_domain,property_city\n1,Nordwind Räder,nordwind.example,Bremen\n2,Südwind,,\n3,,,\n";
    std::fs::write(&path, rows)?;
    Ok(path)
}

async fn accounts(scene: &Scene) -> Result<usize> {
    let list = scene.world().as_admin().ask(ListAccounts::default()).await?;
    Ok(list.items.len())
}

async fn contacts(scene: &Scene) -> Result<usize> {
    let list = scene.world().as_admin().ask(ListContacts::default()).await?;
    Ok(list.items.len())
}

/// How many records the last import made, as the event log says.
async fn created(scene: &Scene) -> Result<u32> {
    let facts = scene.world().facts().await;
    let created = facts.iter().rev().find_map(|fact| match fact {
        Fact::ImportFinished { created, .. } => Some(*created),
        _ => None,
    });
    created.context("no import has finished")
}

async fn nothing_wrong(browser: &Browser) -> Result<()> {
    let wrong = browser.wrong().await?;
    ensure!(wrong.is_empty(), "{wrong:?}");
    axe::check(browser).await
}

/// Brings the file in step by step, with a look at every page.
async fn brings(browser: &Browser, rows: &str, file: &std::path::Path) -> Result<()> {
    let wizard = Wizard(browser);
    wizard.bring(rows, file).await?;
    nothing_wrong(browser).await?;
    wizard.tries().await?;
    nothing_wrong(browser).await?;
    wizard.runs().await?;
    nothing_wrong(browser).await
}

#[test]
fn companies_come_in_after_a_trial_and_can_be_taken_back() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let file = own(&folder)?;
    play("import", Filling::People, async |scene| {
        let browser = scene.at_desk_of(Who::Admin).await?;
        let wizard = Wizard(&browser);
        wizard.bring("Accounts", &file).await?;
        // What the columns become is guessed, and can be said otherwise.
        ensure!(browser.written("What property_city becomes").await? == "city");
        browser.choose("What property_city becomes", "Ignore").await?;
        wizard.tries().await?;
        ensure!(accounts(scene).await? == 0, "a trial stored something");
        wizard.runs().await?;
        nothing_wrong(&browser).await?;
        ensure!(created(scene).await? == 2);
        ensure!(accounts(scene).await? == 2);
        browser.visit("/accounts").await?;
        browser.reads("Nordwind Räder").await?;
        let facts = scene.world().as_admin().ask(ListAccounts::default()).await?;
        ensure!(
            facts.items.iter().all(|account| account.city.is_none()),
            "an ignored column came in"
        );

        browser.visit("/imports").await?;
        browser.follow("company.csv").await?;
        wizard.takes_back().await?;
        nothing_wrong(&browser).await?;
        ensure!(accounts(scene).await? == 0, "something stayed");
        Ok(())
    })
}

#[test]
fn hubspot_companies_and_contacts_come_in_and_can_be_taken_back() -> Result<()> {
    let (Some(companies), Some(people)) = (hubspot("company.csv"), hubspot("contact.csv")) else {
        return Ok(());
    };
    play("import-hubspot", Filling::People, async |scene| {
        let browser = scene.at_desk_of(Who::Marketer).await?;
        brings(&browser, "Accounts", &companies).await?;
        let (made, before) = (created(scene).await?, accounts(scene).await?);
        ensure!(made > 0 && before > 0, "no company came in");

        brings(&browser, "Contacts", &people).await?;
        ensure!(created(scene).await? > 0, "no contact came in");
        ensure!(contacts(scene).await? > 0, "no contact is there");
        Wizard(&browser).takes_back().await?;
        nothing_wrong(&browser).await?;
        ensure!(contacts(scene).await? == 0, "a contact stayed");
        ensure!(accounts(scene).await? == before, "a company went with the contacts");
        Ok(())
    })
}
