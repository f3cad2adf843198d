//! A leg that owes an act is told so once, until it acts.

use anyhow::{Result, ensure};
use chrono::TimeDelta;
use end2end::{Filling, play};
use engine::testing::Who;
use model::{
    Department,
    activity::Fact,
    journey::missing_legs::{list::ListMissingLegs, raise::RaiseMissingLegs},
};

use crate::account::nordwind;

const TODAY: &str = "/?whose=leg";
const ALERT: &str = "Marketing owes an act in Loosening the status quo since";

#[test]
fn a_missing_leg_stands_in_the_day_once_and_is_gone_after_a_call() -> Result<()> {
    play("missing-leg", Filling::People, async |scene| {
        let account = nordwind(scene).await?;
        scene.world().clock.advance(TimeDelta::days(30));
        for _ in 0..3 {
            scene
                .world()
                .as_system()
                .perform(RaiseMissingLegs { most: 500 })
                .await?;
        }
        let facts = scene.world().facts_of(account).await;
        let missed = facts
            .iter()
            .filter(|fact| matches!(fact, Fact::LegMissed { .. }))
            .count();
        ensure!(missed == 1, "{missed} alerts");

        let browser = scene.at_desk_of(Who::Marketer).await?;
        browser.visit(TODAY).await?;
        browser.reads(ALERT).await?;
        let links = format!(".list a[href='/accounts/{account}#composer']");
        ensure!(browser.count(&links).await? == 1);

        browser.visit(&format!("/accounts/{account}")).await?;
        browser.reads("owes an act since").await?;
        browser.reads("0 of 1").await?;
        // A note is no act.
        browser.write("What did you do or hear?", "They moved house.").await?;
        browser.press("Save").await?;
        browser.reads("They moved house.").await?;
        ensure!(open(scene.world()).await? == 1);

        let call = "//fieldset//label[normalize-space(.) = 'Call']";
        browser.shown(call).await?.click().await?;
        browser
            .write("What did you do or hear?", "Asked what bothers them most.")
            .await?;
        browser.press("Save").await?;
        browser
            .reads("did what marketing owed in Loosening the status quo")
            .await?;
        browser.reads("1 of 1").await?;
        ensure!(open(scene.world()).await? == 0);
        browser.visit(TODAY).await?;
        ensure!(browser.count(&links).await? == 0, "the alert stands there still");
        ensure!(browser.wrong().await?.is_empty(), "{:?}", browser.wrong().await?);
        Ok(())
    })
}

async fn open(world: &engine::testing::World) -> Result<usize> {
    let asked = ListMissingLegs {
        leg: Some(Department::Marketing),
        ..ListMissingLegs::default()
    };
    Ok(world.as_seller().ask(asked).await?.items.len())
}
