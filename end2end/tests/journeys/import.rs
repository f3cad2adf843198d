//! A file from another system, from the choice to the undo.

use anyhow::{Context as _, Result, ensure};
use end2end::{Browser, Filling, axe, play, product::workspace};
use engine::testing::Who;
use model::activity::Fact;
use std::path::PathBuf;

/// What people bring along from `HubSpot`, where it is there.
fn hubspot(file: &str) -> Option<PathBuf> {
    let path = workspace().join("../shared/data/hubspot").join(file);
    path.is_file().then(|| path.canonicalize().unwrap_or(path))
}

/// A file of our own for where the other is not.
fn own(folder: &tempfile::TempDir) -> Result<PathBuf> {
    let path = folder.path().join("company.csv");
    let rows =
        "id,property_name,property_domain,property_city\n1,Nordwind Räder,nordwind.example,Bremen\n2,Südwind,,\n3,,,\n";
    std::fs::write(&path, rows)?;
    Ok(path)
}

async fn choose(browser: &Browser, rows: &str, file: &std::path::Path) -> Result<()> {
    browser.visit("/imports/new").await?;
    axe::check(browser).await?;
    browser.choose("What the rows are", rows).await?;
    browser.write("The system it comes from", "hubspot").await?;
    let path = file.to_str().context("a path in UTF-8")?;
    browser.find("input[type=file]").await?.send_keys(path).await?;
    browser.press("Bring it in").await?;
    browser.reads("Go on to trying it").await
}

async fn starts(browser: &Browser) -> Result<()> {
    let button = browser
        .shown("//button[starts-with(normalize-space(.), 'Import ')]")
        .await?;
    Ok(button.click().await?)
}

#[test]
fn companies_come_in_after_a_trial_and_can_be_taken_back() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let file = match hubspot("company.csv") {
        Some(file) => file,
        None => own(&folder)?,
    };
    play("import", Filling::People, async |scene| {
        let browser = scene.at_desk_of(Who::Admin).await?;
        choose(&browser, "Accounts", &file).await?;
        axe::check(&browser).await?;
        browser.press("Go on to trying it").await?;
        browser.press("Try it").await?;
        browser.reads("Nothing of it is stored yet").await?;
        let facts = scene.world().facts().await;
        ensure!(
            !facts.iter().any(|fact| matches!(fact, Fact::AccountCreated { .. })),
            "a trial stored something"
        );

        starts(&browser).await?;
        let created = browser
            .until("the import is done", async || {
                let facts = scene.world().facts().await;
                Ok(facts.iter().find_map(|fact| match fact {
                    Fact::ImportFinished { created, .. } => Some(*created),
                    _ => None,
                }))
            })
            .await?;
        ensure!(created > 0, "nothing came in");
        browser.reads("Import another file").await?;
        axe::check(&browser).await?;
        browser.visit("/accounts").await?;
        ensure!(browser.wrong().await?.is_empty(), "{:?}", browser.wrong().await?);
        Ok(())
    })
}

#[test]
fn contacts_come_in_too() -> Result<()> {
    let Some(file) = hubspot("contact.csv") else {
        return Ok(());
    };
    play("import-contacts", Filling::People, async |scene| {
        let browser = scene.at_desk_of(Who::Marketer).await?;
        choose(&browser, "Contacts", &file).await?;
        browser.press("Go on to trying it").await?;
        starts(&browser).await?;
        browser.reads("Import another file").await?;
        Ok(())
    })
}
