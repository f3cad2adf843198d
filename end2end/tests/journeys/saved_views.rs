//! A list gets a name and is a tab, for one or for everybody.

use anyhow::{Result, ensure};
use end2end::{Browser, Filling, Looks, axe, pages::Door, play};
use engine::testing::{PASSWORD, Who};

use crate::account::nordwind;

/// Waits until the open tab is this one.
async fn opens(browser: &Browser, tab: &str) -> Result<()> {
    browser
        .until(&format!("the open tab is {tab}"), async || {
            let open = browser.find(".views .tabs > a[aria-current]").await?;
            Ok((open.text().await? == tab).then_some(()))
        })
        .await
}

/// Waits until nothing on the page fits this selector.
async fn is_gone(browser: &Browser, selector: &str) -> Result<()> {
    browser
        .until(&format!("{selector} is gone"), async || {
            Ok((browser.count(selector).await? == 0).then_some(()))
        })
        .await
}

async fn save(browser: &Browser, name: &str) -> Result<()> {
    browser.press("Save view").await?;
    browser.write("Name of the view", name).await?;
    browser.press("Save").await?;
    opens(browser, name).await
}

#[test]
fn a_manager_saves_a_view_and_everybody_works_by_it() -> Result<()> {
    play("saved-views", Filling::People, async |scene| {
        nordwind(scene).await?;
        let manager = scene.at_desk_of(Who::SalesManager).await?;
        manager.visit("/accounts").await?;
        manager.follow("Missing a leg").await?;
        opens(&manager, "Missing a leg").await?;
        save(&manager, "Short of legs").await?;

        // Sorted otherwise it stays open, and keeps the order once that is saved.
        manager.follow("Account").await?;
        manager.press("Save changes").await?;
        is_gone(&manager, "#save-changes").await?;
        opens(&manager, "Short of legs").await?;
        manager.follow("All").await?;
        manager.follow("Short of legs").await?;
        opens(&manager, "Short of legs").await?;
        ensure!(manager.place().await?.ends_with("&missing_leg=any&sort=name"));
        is_gone(&manager, "#save-changes").await?;
        manager.press("Edit view").await?;
        for looks in [Looks::DESK, Looks::DESK.dark(), Looks::PHONE] {
            manager.look(looks).await?;
            axe::check(&manager).await?;
        }
        manager.fits_a_phone().await?;
        manager.look(Looks::DESK).await?;

        // What is shared stands before others at once, and is not theirs.
        let seller = scene.at_desk_of(Who::Seller).await?;
        seller.visit("/accounts").await?;
        manager.press("Share with everybody").await?;
        seller.reads("Short of legs").await?;
        seller.follow("Short of legs").await?;
        seller.reads("Shared by Sofia Brandt").await?;
        seller.reads("Nordwind Räder").await?;
        ensure!(seller.count("#rename-view").await? == 0);
        manager.press("Edit view").await?;
        manager.write("Name of the view", "On two legs").await?;
        manager.press("Rename").await?;
        opens(&manager, "On two legs").await?;
        opens(&seller, "On two legs").await?;
        for browser in [&manager, &seller] {
            ensure!(browser.wrong().await?.is_empty(), "{:?}", browser.wrong().await?);
        }

        // The same without scripts.
        let plain = scene.browser(Looks::WITHOUT_SCRIPTS).await?;
        Door(&plain).sign_in(Who::SalesManager.email(), PASSWORD).await?;
        plain.visit("/accounts?stalled=true").await?;
        plain.press("Save view").await?;
        plain.press("Save").await?;
        plain.reads("Fill this in.").await?;
        plain.write("Name of the view", "Slow").await?;
        plain.press("Save").await?;
        opens(&plain, "Slow").await?;
        plain.visit("/accounts?deal=open").await?;
        save(&plain, "Deals").await?;
        plain.press("Move view left").await?;
        let first = plain.find(".views .tabs > a:nth-of-type(6)").await?;
        ensure!(first.text().await? == "Deals", "it stands where it stood");
        opens(&plain, "Deals").await?;
        plain.press("Remove view").await?;
        plain.reads("Remove the view “Deals”?").await?;
        plain.press("Remove").await?;
        plain.arrives("/accounts").await?;
        ensure!(
            plain.count(".views .tabs > a").await? == 7,
            "five fixed ones and two saved ones"
        );
        Ok(())
    })
}
