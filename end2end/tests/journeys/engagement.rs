//! What departments agree to owe each other, and when their people are there to do it.

use anyhow::{Result, ensure};
use end2end::{Filling, Looks, axe, play};
use engine::testing::Who;
use model::values::ids::AgreementVersionId;

#[test]
fn a_manager_writes_a_rule_and_says_which_cell_needs_none() -> Result<()> {
    play("rules-of-engagement", Filling::People, async |scene| {
        let sales = scene.at_desk_of(Who::SalesManager).await?;
        sales.visit("/leads/engagement").await?;
        sales.reads("of 28 that need one").await?;
        for looks in [Looks::DESK, Looks::DESK.dark(), Looks::PHONE] {
            sales.look(looks).await?;
            axe::check(&sales).await?;
        }
        sales.fits_a_phone().await?;
        sales.look(Looks::DESK).await?;
        sales.visit("/leads/engagement/versions").await?;
        sales.press("Start a draft").await?;
        let version: AgreementVersionId = sales.arrives_at_one_of("/leads/engagement/versions/").await?;
        let edit = format!("/leads/engagement/versions/{version}/edit");
        sales
            .visit(&format!("/leads/engagement/versions/{version}/rule"))
            .await?;
        sales.write("Name", "Tell what service heard").await?;
        sales
            .choose("It is set off when", "An account enters the stage")
            .await?;
        sales
            .find("input[type=checkbox][value=selecting]")
            .await?
            .click()
            .await?;
        sales.choose("The leg that gives", "Service").await?;
        sales.choose("The leg that receives", "Marketing").await?;
        sales.choose("It owes", "Tell the other leg how it stands").await?;
        sales.press("Save the rule").await?;
        sales.reads("Use at least 1.").await?;
        sales.write("Within hours of business time", "8").await?;
        sales.press("Save the rule").await?;
        sales.arrives(&edit).await?;
        sales
            .reads("marketing tells service how it stands within 8 hours of business time")
            .await?;
        axe::check(&sales).await?;
        sales.look(Looks::PHONE).await?;
        sales.fits_a_phone().await?;
        sales.look(Looks::DESK).await?;
        sales.visit(&format!("/leads/engagement/versions/{version}")).await?;
        sales.reads("New rule: Tell what service heard").await?;
        axe::check(&sales).await?;
        ensure!(sales.wrong().await?.is_empty(), "{:?}", sales.wrong().await?);
        Ok(())
    })
}

#[test]
fn a_department_says_when_its_people_are_there() -> Result<()> {
    play("calendars", Filling::People, async |scene| {
        let sales = scene.at_desk_of(Who::SalesManager).await?;
        sales.visit("/leads/calendars").await?;
        sales.reads("Monday to Friday from 09:00 to 17:00").await?;
        axe::check(&sales).await?;
        sales.follow("Change it: the calendar of sales").await?;
        sales.arrives("/leads/calendars/sales").await?;
        sales.write("Friday", "nine to five").await?;
        sales.press("Save the calendar").await?;
        sales.reads("Write hours such as 09:00-12:00, 13:00-17:00.").await?;
        sales.write("Friday", "09:00-12:00, 13:00-15:00").await?;
        sales.press("Save the calendar").await?;
        sales.arrives("/leads/calendars").await?;
        sales
            .reads("Friday from 09:00 to 12:00 and from 13:00 to 15:00")
            .await?;
        sales.look(Looks::PHONE).await?;
        sales.fits_a_phone().await?;
        Ok(())
    })
}
