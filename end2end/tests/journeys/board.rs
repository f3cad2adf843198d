//! The board, by keyboard alone.

use anyhow::{Result, ensure};
use end2end::{Filling, play};
use engine::testing::Who;
use model::activity::Fact;
use thirtyfour::Key;

use crate::account::nordwind;

#[test]
fn an_account_moves_by_keyboard_and_back() -> Result<()> {
    play("board", Filling::People, async |scene| {
        let account = nordwind(scene).await?;
        let browser = scene.at_desk_of(Who::Seller).await?;
        browser.visit("/journey?view=all").await?;
        let card = format!("[data-account='{account}']");
        browser.find(&card).await?;
        browser
            .script(&format!("document.querySelector(\"{card} a\").focus()"))
            .await?;
        browser.keys("m").await?;
        // The question why opens with the next stage chosen.
        browser.write("Reason", "They asked for a second meeting").await?;
        browser.press("Move").await?;
        browser.reads("moved to").await?;
        let moved = scene.world().facts_of(account).await;
        let Some(Fact::AccountMoved { from, to, .. }) = moved.last() else {
            anyhow::bail!("{moved:?}");
        };
        ensure!(from != to);
        browser.press("Undo").await?;
        browser.reads("again.").await?;
        let back = scene.world().facts_of(account).await;
        let Some(Fact::AccountMoved { to: last, .. }) = back.last() else {
            anyhow::bail!("{back:?}");
        };
        ensure!(last == from, "{back:?}");

        // Picked up, one column to the right, put back: nothing happens.
        browser
            .script(&format!("document.querySelector(\"{card} a\").focus()"))
            .await?;
        browser.keys(" ").await?;
        browser.key(Key::Right).await?;
        browser.key(Key::Escape).await?;
        ensure!(scene.world().facts_of(account).await.len() == back.len());
        ensure!(browser.wrong().await?.is_empty(), "{:?}", browser.wrong().await?);
        Ok(())
    })
}
