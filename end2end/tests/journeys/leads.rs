//! A lead along its chain: from marketing to sales, and back.

use anyhow::{Context as _, Result, ensure};
use end2end::{Browser, Filling, Looks, Scene, pages::Door, play};
use engine::testing::{PASSWORD, Who};
use model::{
    accounts::{create::CreateAccount, signals::record::RecordSignal},
    leads::chain::{
        LeadState,
        gate::HandOverOutcome,
        show::{ShowLead, ShownLead},
    },
    values::ids::{AccountId, LeadId},
};

/// A large company of which three demos are known.
async fn looking_around(scene: &Scene) -> Result<AccountId> {
    let create = serde_json::json!({
        "name": "Nordwind Räder", "domain": "nordwind.example", "employees": 600, "industry": "Bicycles", "country": "Germany",
    });
    let create: CreateAccount = serde_json::from_value(create)?;
    let account = scene.world().as_seller().perform(create).await?.id;
    for _ in 0..3 {
        let demo: RecordSignal = serde_json::from_value(serde_json::json!({ "account": account, "kind": "demo" }))?;
        scene.world().as_marketer().perform(demo).await?;
    }
    Ok(account)
}

async fn capture(desk: &Browser, name: &str, email: &str) -> Result<LeadId> {
    desk.visit("/leads/new").await?;
    desk.write("Name", name).await?;
    desk.write("E-mail", email).await?;
    desk.press("Capture lead").await?;
    desk.arrives_at_one_of("/leads/").await
}

async fn stored(scene: &Scene, lead: LeadId) -> Result<ShownLead> {
    Ok(scene.world().as_executive().ask(ShowLead { lead }).await?)
}

#[test]
fn a_person_in_pain_is_qualified_handed_over_accepted_and_worked_on() -> Result<()> {
    play("lead", Filling::People, async |scene| {
        let account = looking_around(scene).await?;
        let marketing = scene.at_desk_of(Who::Marketer).await?;

        // What hurts there, and what makes it urgent.
        marketing.visit(&format!("/accounts/{account}/pains")).await?;
        marketing.reads("No pain is known").await?;
        marketing.press("Note what hurts").await?;
        marketing.choose("What hurts?", "Unplanned downtime").await?;
        marketing.choose("How much?", "4").await?;
        marketing.press("Note the pain").await?;
        marketing.reads("Fill this in.").await?;
        marketing.write("Who said so?", "Their plant manager").await?;
        marketing.press("Note the pain").await?;
        marketing.reads("noted by Mara Lindqvist").await?;
        marketing.press("Note what befell them").await?;
        marketing
            .choose("What befell them?", "Network interruption, counts 60 days")
            .await?;
        marketing
            .write("How do you know?", "They told our service desk")
            .await?;
        marketing.press("Note what happened").await?;
        marketing.reads("Buy now").await?;

        let lead = capture(&marketing, "Berta Buyer", "berta@nordwind.example").await?;
        marketing.reads("Meets the definition").await?;
        marketing.reads("by e-mail domain").await?;
        marketing.press("Qualify this lead").await?;
        marketing.reads("Captured to Qualified").await?;
        marketing.choose("To whom of sales?", Who::Seller.name()).await?;
        marketing.press("Hand it over").await?;
        marketing.reads("Berta Buyer waits for Sam Duarte of sales.").await?;

        // One key accepts the lead in focus.
        let sales = scene.at_desk_of(Who::Seller).await?;
        sales.visit("/leads").await?;
        sales.reads("Berta Buyer").await?;
        sales.keys("j").await?;
        sales.keys("a").await?;
        sales.reads("You accepted Berta Buyer.").await?;
        sales.reads("Nothing to accept").await?;
        ensure!(stored(scene, lead).await?.row.lead.state == LeadState::Accepted);
        sales.visit(&format!("/leads/{lead}")).await?;
        sales.press("I have touched it").await?;
        sales.reads("Accepted to Working").await?;

        // What sales did is there at the other desk without loading the page again.
        marketing.reads("Accepted to Working").await?;
        for desk in [&marketing, &sales] {
            ensure!(desk.wrong().await?.is_empty(), "{:?}", desk.wrong().await?);
        }
        let shown = stored(scene, lead).await?;
        ensure!(shown.row.lead.state == LeadState::Working);
        ensure!(shown.row.lead.judged.is_some_and(|judged| judged.qualified));
        Ok(())
    })
}

#[test]
fn a_lead_below_the_definition_passes_with_a_reason_and_comes_back_without_scripts() -> Result<()> {
    play("lead-below", Filling::People, async |scene| {
        let marketing = scene.at_desk_of(Who::Marketer).await?;
        let lead = capture(&marketing, "Rhea Calloway", "rhea@brackwell.example").await?;
        marketing.reads("This lead does not meet the definition yet").await?;
        marketing.press("Hand it over").await?;
        marketing.reads("Only a lead that meets the definition").await?;
        marketing
            .write(
                "Why it passes although it is below the definition",
                "She asked for an offer",
            )
            .await?;
        marketing.choose("To whom of sales?", Who::Seller.name()).await?;
        marketing.press("Hand it over").await?;
        marketing.reads("Below the definition").await?;
        marketing.reads("“She asked for an offer”").await?;

        // Rejecting asks for the reason in the queue, and goes on without scripts on the page of the lead.
        let desk = scene.at_desk_of(Who::Seller).await?;
        desk.visit("/leads").await?;
        desk.reads("Rhea Calloway").await?;
        desk.keys("j").await?;
        desk.keys("r").await?;
        desk.reads("Who stays in touch?").await?;
        desk.press("Reject").await?;
        desk.reads("Fill this in.").await?;

        let plain = scene.browser(Looks::WITHOUT_SCRIPTS).await?;
        Door(&plain).sign_in(Who::Seller.email(), PASSWORD).await?;
        plain.visit("/leads").await?;
        plain.follow("Reject Rhea Calloway").await?;
        plain.field("Too early").await?.click().await?;
        plain.write("In your own words", "After their budget round").await?;
        plain
            .choose("Who stays in touch?", &format!("{}, Marketing", Who::Marketer.name()))
            .await?;
        plain.press("Reject this lead").await?;
        plain.reads("Rejected to Nurturing").await?;
        plain.reads("“After their budget round”").await?;

        let shown = stored(scene, lead).await?.row.lead;
        ensure!(shown.state == LeadState::Nurturing, "{:?}", shown.state);
        ensure!(shown.owner.person == Who::Marketer.id());
        let hand_over = shown.hand_overs.last().context("a hand-over")?;
        ensure!(
            hand_over.outcome == HandOverOutcome::Rejected,
            "{:?}",
            hand_over.outcome
        );

        // Marketing finds it among those that it stays in touch with.
        marketing.visit("/leads?state=nurturing").await?;
        marketing.reads("Rhea Calloway").await?;
        ensure!(marketing.wrong().await?.is_empty(), "{:?}", marketing.wrong().await?);
        Ok(())
    })
}
