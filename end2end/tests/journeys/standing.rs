//! What the buyer does moves an account, the receipt says why, and a person may know better for a while.

use anyhow::{Result, ensure};
use chrono::TimeDelta;
use end2end::{Filling, Scene, play};
use engine::testing::Who;
use model::{
    accounts::{show::ShowAccount, signals::record::RecordSignal},
    activity::Fact,
    values::ids::AccountId,
};

use crate::account::nordwind;

/// Somebody at the company reads a white paper, as a system that knows it tells.
async fn reads_a_white_paper(scene: &Scene, account: AccountId) -> Result<()> {
    let signal = serde_json::json!({ "account": account, "kind": "white_paper", "topic": "Downtime" });
    let signal: RecordSignal = serde_json::from_value(signal)?;
    scene.world().as_marketer().perform(signal).await?;
    Ok(())
}

#[test]
fn a_signal_moves_an_account_and_its_receipt_says_why_until_somebody_knows_better() -> Result<()> {
    play("standing", Filling::People, async |scene| {
        let account = nordwind(scene).await?;
        let page = format!("/accounts/{account}");
        let seller = scene.at_desk_of(Who::Seller).await?;
        seller.visit(&format!("{page}?tab=journey")).await?;
        seller.reads("In Loosening the status quo since").await?;

        // One is interest, two are the beginning of a wish; the open page follows.
        reads_a_white_paper(scene, account).await?;
        scene.world().clock.advance(TimeDelta::minutes(5));
        reads_a_white_paper(scene, account).await?;
        seller.reads("In Committing to change since").await?;
        seller.reads("The criteria of the journey put it there.").await?;
        let why = "//button[contains(., 'Loosening the status quo to Committing to change')]";
        seller.shown(why).await?.click().await?;
        seller.reads("How it adds up").await?;
        seller.reads("at least 2 white papers").await?;
        let rows = seller.count("[popover]:popover-open a[href*='/accounts/']").await?;
        ensure!(rows >= 2, "the receipt leads to {rows} rows, two decided");

        // Sales spoke with them and knows better: back, with a reason, for ninety days.
        seller.visit(&format!("{page}/move")).await?;
        seller.choose("Stage", "Loosening the status quo").await?;
        seller.press("Move").await?;
        ensure!(moves(scene, account).await == 1, "moved back without a reason");
        seller.write("Reason", "It was an intern with homework").await?;
        seller.press("Move").await?;
        seller.reads("moved to Loosening the status quo.").await?;
        seller.visit(&format!("{page}?tab=journey")).await?;
        seller.reads("Somebody put it there. That holds until").await?;
        seller.reads("It was an intern with homework").await?;
        reads_a_white_paper(scene, account).await?;
        ensure!(
            stage(scene, account).await? == "loosening",
            "the criteria overruled a person"
        );

        // When the time is over, the criteria decide again.
        scene.world().clock.advance(TimeDelta::days(91));
        for _ in 0..2 {
            reads_a_white_paper(scene, account).await?;
        }
        seller.reads("In Committing to change since").await?;
        ensure!(seller.wrong().await?.is_empty(), "{:?}", seller.wrong().await?);
        Ok(())
    })
}

async fn stage(scene: &Scene, account: AccountId) -> Result<String> {
    Ok(scene
        .world()
        .as_seller()
        .ask(ShowAccount { account })
        .await?
        .account
        .stage)
}

async fn moves(scene: &Scene, account: AccountId) -> usize {
    let facts = scene.world().facts_of(account).await;
    facts
        .iter()
        .filter(|fact| matches!(fact, Fact::AccountMoved { .. }))
        .count()
}
