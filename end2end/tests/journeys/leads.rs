//! A lead along its chain: from marketing to sales, and back.

use anyhow::{Context as _, Result, ensure};
use end2end::{Browser, Filling, Looks, Scene, pages::Door, play};
use engine::testing::{PASSWORD, Who};
use model::{
    accounts::{create::CreateAccount, show::ShowAccount, signals::record::RecordSignal, touches::log::LogTouch},
    journey::transitions::move_by_hand::MoveByHand,
    leads::{
        chain::{
            LeadState,
            gate::HandOverOutcome,
            show::{ShowLead, ShownLead},
        },
        pains::evidence::add::AddEvidence,
    },
    values::ids::{AccountId, LeadId},
};

use crate::account::nordwind;

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

/// Leads are followed up by rules that hold from this stage on.
async fn explores(scene: &Scene, account: AccountId) -> Result<()> {
    let seen = scene
        .world()
        .as_seller()
        .ask(ShowAccount { account })
        .await?
        .account
        .version;
    let step = serde_json::json!({
        "account": account, "to": "exploring", "reason": "They compare offers", "holds_days": 90, "seen": seen,
    });
    let step: MoveByHand = serde_json::from_value(step)?;
    scene.world().as_seller().perform(step).await?;
    Ok(())
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
        explores(scene, account).await?;
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
        // Both sides owe something from now on, and clocks say until when.
        marketing.reads("Sales turns to the buyer in person").await?;
        marketing.reads("Marketing plans the next touch").await?;

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
        let call = serde_json::json!({ "kind": "call", "body": "Asked how they decide", "account": account });
        let call: LogTouch = serde_json::from_value(call)?;
        scene.world().as_seller().perform(call).await?;
        sales.press("I have touched it").await?;
        sales.reads("Accepted to Working").await?;

        // What sales did is there at the other desk without loading the page again.
        marketing.reads("Accepted to Working").await?;
        for desk in [&marketing, &sales] {
            ensure!(desk.wrong().await?.is_empty(), "{:?}", desk.wrong().await?);
        }
        // A call in time kept the word of sales, and marketing says when it turns to the buyer next.
        sales.visit("/leads/obligations?state=met&leg=sales").await?;
        sales.reads("Sales turns to the buyer in person").await?;
        marketing.visit("/leads/obligations?leg=marketing").await?;
        marketing.press("Say when the next touch will be").await?;
        // How a day is typed differs from browser to browser; the first that is open is today.
        marketing
            .script("const on = document.querySelector('input[name=on]'); on.value = on.min;")
            .await?;
        marketing.press("Plan it").await?;
        marketing.reads("The next touch is planned.").await?;
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

#[test]
fn words_about_a_pain_are_settled_and_a_manager_keeps_the_catalogue() -> Result<()> {
    play("pains", Filling::People, async |scene| {
        let account = nordwind(scene).await?;
        for (who, severity, said_by) in [(Who::Marketer, 5, "Their CEO"), (Who::Seller, 1, "Their buyer")] {
            let word: AddEvidence = serde_json::from_value(serde_json::json!({
                "account": account, "pain": "rising_cost", "severity": severity, "source": "conversation", "said_by": said_by,
            }))?;
            scene.world().acting(who).perform(word).await?;
        }
        let service = scene.at_desk_of(Who::ServiceMember).await?;
        service.visit(&format!("/accounts/{account}")).await?;
        service.follow("Pains").await?;
        service.reads("Words contradict each other").await?;
        service.press("This one holds").await?;
        service.reads("Vera Nakamura said that this one holds").await?;
        service.press("Undo the decision").await?;
        service.reads("Words contradict each other").await?;

        let manager = scene.at_desk_of(Who::MarketingManager).await?;
        manager.visit("/leads/pains").await?;
        manager.press("Add a crisis").await?;
        manager.write("Key", "Lost supplier").await?;
        manager.write("Name", "Lost a supplier").await?;
        manager.field("Slow delivery").await?.click().await?;
        manager.write("For how many days?", "45").await?;
        manager.press("Add").await?;
        manager.reads("Begin with a small letter").await?;
        manager.write("Key", "lost_supplier").await?;
        manager.press("Add").await?;
        manager.reads("Makes slow delivery urgent for 45 days").await?;
        manager.press("Retire Lost a supplier").await?;
        manager.reads("Lost a supplier is retired.").await?;
        manager.press("Bring back").await?;
        manager
            .until("nothing is retired", async || {
                Ok((manager.count("form[id^=back-crisis]").await? == 0).then_some(()))
            })
            .await?;
        for desk in [&service, &manager] {
            ensure!(desk.wrong().await?.is_empty(), "{:?}", desk.wrong().await?);
        }
        Ok(())
    })
}
