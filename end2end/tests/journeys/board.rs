//! The board, by keyboard, by mouse and by finger.

use anyhow::{Result, bail, ensure};
use end2end::{Browser, Filling, Scene, play};
use engine::testing::Who;
use model::{activity::Fact, values::ids::AccountId};
use thirtyfour::Key;

use crate::account::nordwind;

async fn focus(browser: &Browser, account: AccountId) -> Result<()> {
    let link = format!("[data-account='{account}'] .top > a");
    browser.find(&link).await?;
    browser
        .script(&format!("document.querySelector(\"{link}\").focus()"))
        .await
        .map(drop)
}

/// From where to where the account was moved last.
async fn last_move(scene: &Scene, account: AccountId) -> Result<(String, String)> {
    match scene.world().facts_of(account).await.last() {
        Some(Fact::AccountMoved { from, to, .. }) => Ok((from.clone(), to.clone())),
        other => bail!("{other:?}"),
    }
}

#[test]
fn an_account_moves_by_keyboard_and_back() -> Result<()> {
    play("board", Filling::People, async |scene| {
        let account = nordwind(scene).await?;
        let browser = scene.at_desk_of(Who::Seller).await?;
        browser.visit("/journey?view=all").await?;
        focus(&browser, account).await?;
        browser.keys("m").await?;
        // The question why opens with the next stage chosen.
        browser.write("Reason", "They asked for a second meeting").await?;
        browser.press("Move").await?;
        browser.reads("moved to Committing to change.").await?;
        let (from, to) = last_move(scene, account).await?;
        ensure!(from != to);
        browser.press("Undo").await?;
        browser.reads("stands in Loosening the status quo again.").await?;
        ensure!(last_move(scene, account).await? == (to, from));

        // Picked up, one column to the right, put back: nothing happens.
        let before = scene.world().facts_of(account).await.len();
        focus(&browser, account).await?;
        browser.keys(" ").await?;
        browser.reads("is picked up in Loosening the status quo").await?;
        browser.key(Key::Right).await?;
        browser.reads("Committing to change, column 2").await?;
        browser.key(Key::Escape).await?;
        browser.reads("stays where it was.").await?;
        ensure!(scene.world().facts_of(account).await.len() == before);

        // Picked up and dropped two columns further, all by keys.
        browser.keys(" ").await?;
        browser.reads("is picked up in Loosening the status quo").await?;
        browser.key(Key::Right).await?;
        browser.key(Key::Right).await?;
        browser.reads("Exploring solutions, column 3").await?;
        browser.keys(" ").await?;
        browser.write("Reason", "They compare vendors").await?;
        browser.key(Key::Tab).await?;
        browser.press("Move").await?;
        browser.reads("moved to Exploring solutions.").await?;
        let (_, to) = last_move(scene, account).await?;
        ensure!(to == "exploring", "{to}");
        ensure!(browser.wrong().await?.is_empty(), "{:?}", browser.wrong().await?);
        Ok(())
    })
}

#[test]
fn an_account_is_dragged_to_another_stage_and_not_past_a_rule() -> Result<()> {
    play("dragging", Filling::People, async |scene| {
        let account = nordwind(scene).await?;
        let browser = scene.at_desk_of(Who::Seller).await?;
        browser.visit("/journey?view=all").await?;
        let card = format!("[data-account='{account}']");
        browser.drag(&card, "[data-stage='exploring']").await?;
        browser.write("Reason", "They compare vendors").await?;
        browser.press("Move").await?;
        browser.reads("moved to Exploring solutions.").await?;
        let (_, to) = last_move(scene, account).await?;
        ensure!(to == "exploring", "{to}");

        // Nobody is a customer before a deal is won: the card goes back, and the rule is said.
        browser.visit("/journey?view=middle_late").await?;
        browser.drag(&card, "[data-phase='customer']").await?;
        browser.reads("Nordwind Räder stays in Exploring solutions.").await?;
        ensure!(last_move(scene, account).await?.1 == "exploring");
        Ok(())
    })
}

/// Where the card of an account stands on the board.
async fn column_of(browser: &Browser, account: AccountId) -> Result<String> {
    let script =
        format!("return document.querySelector(\"[data-account='{account}']\").closest('[data-stage]').dataset.stage");
    let stage = browser.script(&script).await?;
    Ok(stage.as_str().unwrap_or_default().to_owned())
}

#[test]
fn a_finger_carries_a_card_by_its_handle_and_scrolls_everywhere_else() -> Result<()> {
    play("by-finger", Filling::People, async |scene| {
        let account = nordwind(scene).await?;
        let browser = scene.at_desk_of(Who::Seller).await?;
        browser.give_fingers().await?;
        browser.visit("/journey?view=all").await?;
        let before = scene.world().facts_of(account).await.len();

        // Across the card, but not on its handle: the board scrolls, the card stays, and nobody is asked for a reason.
        browser
            .swipe_left(&format!("[data-account='{account}'] .top > a"), 150.0)
            .await?;
        browser
            .until("the board has scrolled", async || {
                let scrolled = browser
                    .script("return document.querySelector('.board').scrollLeft")
                    .await?;
                Ok((scrolled.as_f64() > Some(50.0)).then_some(()))
            })
            .await?;
        ensure!(column_of(&browser, account).await? == "loosening");
        ensure!(browser.count("dialog[open]").await? == 0);
        ensure!(
            browser.count(".deal[style*='translate']").await? == 0,
            "nothing is carried"
        );
        ensure!(scene.world().facts_of(account).await.len() == before);

        browser.visit("/journey?view=all").await?;
        let handle = format!("[data-grip='{account}']");
        browser.drag_by_finger(&handle, "[data-stage='exploring']").await?;
        browser.write("Reason", "They compare vendors").await?;
        browser.press("Move").await?;
        browser.reads("moved to Exploring solutions.").await?;
        let (from, to) = last_move(scene, account).await?;
        ensure!(
            (from.as_str(), to.as_str()) == ("loosening", "exploring"),
            "{from} to {to}"
        );
        ensure!(column_of(&browser, account).await? == "exploring");
        ensure!(browser.wrong().await?.is_empty(), "{:?}", browser.wrong().await?);
        Ok(())
    })
}
