//! What became of leads: a figure leads to the rows that it is made of.

use anyhow::Result;
use end2end::{Filling, Scene, play};
use engine::testing::Who;
use model::{
    accounts::create::CreateAccount,
    leads::chain::{capture::CaptureLead, hand_over::HandOverLead},
};

/// Marketing hands over a lead below the definition, and says why.
async fn handed_over(scene: &Scene) -> Result<()> {
    let account = serde_json::json!({
        "name": "Nordwind Räder", "domain": "nordwind.example", "employees": 6, "industry": "Bicycles",
    });
    let account: CreateAccount = serde_json::from_value(account)?;
    scene.world().as_seller().perform(account).await?;
    let capture: CaptureLead =
        serde_json::from_value(serde_json::json!({ "name": "Berta Buyer", "email": "berta@nordwind.example" }))?;
    let row = scene.world().as_marketer().perform(capture).await?;
    let step = serde_json::json!({
        "lead": row.lead.id, "to": Who::Seller.id(), "next_on": row.lead.next_on,
        "override_reason": "They asked for us by name", "seen": row.version,
    });
    let step: HandOverLead = serde_json::from_value(step)?;
    scene.world().as_marketer().perform(step).await?;
    Ok(())
}

#[test]
fn a_figure_opens_into_the_rows_that_it_is_made_of() -> Result<()> {
    play("lead-reports", Filling::People, async |scene| {
        handed_over(scene).await?;
        let desk = scene.at_desk_of(Who::SalesManager).await?;
        desk.visit("/leads").await?;
        desk.follow("Reports").await?;
        desk.reads("What became of leads").await?;
        desk.reads("Not enough data: it takes 5").await?;
        desk.reads("No data").await?;

        desk.visit("/leads/reports/purity").await?;
        desk.reads("Berta Buyer").await?;
        desk.reads("They asked for us by name").await?;
        desk.follow("Met the definition 0").await?;
        desk.reads("No lead is here").await?;

        // A period that ends before it begins is said at the field, and nothing is measured.
        desk.visit("/leads/reports?from=2026-03-31&until=2026-03-01").await?;
        desk.reads("This lies before the first day").await?;
        desk.alive().await
    })
}
