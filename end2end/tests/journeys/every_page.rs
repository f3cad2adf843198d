//! What holds for every page, those of tomorrow included: they are found by their routes.

use anyhow::{Result, ensure};
use end2end::{Filling, Looks, axe, pages, pages::Door, play, screens};
use model::platform::demo::PASSWORD;

#[test]
fn every_page_wakes_up_without_complaint_and_is_open_to_everybody() -> Result<()> {
    play("every-page", Filling::Demo, async |scene| {
        let browser = scene.browser(Looks::DESK).await?;
        Door(&browser).sign_in(&screens::admin(scene).await?, PASSWORD).await?;
        let mut found = Vec::new();
        for address in pages::all(scene.world()).await? {
            browser.visit(&address).await?;
            // Inside a panel the catalogue of components shows whole pages.
            if browser.count("h1:not(.card h1)").await? != 1 {
                found.push(format!("{address} has not one heading"));
            }
            let wrong = browser.wrong().await?;
            if !wrong.is_empty() {
                found.push(format!("{address} complains: {wrong:?}"));
            }
            if let Err(barrier) = axe::check(&browser).await {
                found.push(format!("{barrier}"));
            }
        }
        ensure!(found.is_empty(), "{}", found.join("\n"));
        Ok(())
    })
}

#[test]
fn no_page_is_wider_than_a_phone() -> Result<()> {
    play("phone", Filling::Demo, async |scene| {
        let browser = scene.browser(Looks::PHONE).await?;
        Door(&browser).sign_in(&screens::admin(scene).await?, PASSWORD).await?;
        let mut wide = Vec::new();
        for address in pages::all(scene.world()).await? {
            browser.visit(&address).await?;
            let width = browser.script("return document.documentElement.scrollWidth").await?;
            if width.as_u64() != Some(u64::from(Looks::PHONE.width)) {
                wide.push(format!("{address}: {width}"));
            }
        }
        ensure!(wide.is_empty(), "wider than the screen: {wide:?}");
        Ok(())
    })
}
