//! Departments find out before they sign whether they mean the same by a qualified lead.

use anyhow::{Result, ensure};
use end2end::{Browser, Filling, Looks, Scene, axe, play};
use engine::testing::Who;
use model::{
    agreement::LEAD_DEFINITION, agreements::versions::draft::DraftVersion, leads::chain::capture::CaptureLead,
};

/// A draft of the definition, and four people who gave a name; the page of its sample.
async fn drafted(scene: &Scene) -> Result<String> {
    for name in ["Berta Buyer", "Cem Keller", "Dana Lind", "Emil Moor"] {
        let email = format!("{}@nordwind.example", name.to_lowercase().replace(' ', "."));
        let capture = serde_json::json!({ "name": name, "email": email });
        let capture: CaptureLead = serde_json::from_value(capture)?;
        scene.world().as_marketer().perform(capture).await?;
    }
    let draft = DraftVersion {
        agreement: LEAD_DEFINITION,
    };
    let draft = scene.world().as_sales_manager().perform(draft).await?;
    Ok(format!("/leads/definition/versions/{}", draft.version))
}

/// Answers each lead with one key.
async fn classify(desk: &Browser, sample: &str, keys: &[&str]) -> Result<()> {
    desk.visit(sample).await?;
    for (place, key) in keys.iter().enumerate() {
        desk.reads(&format!("lead {} of {}", place + 1, keys.len())).await?;
        desk.alive().await?;
        desk.keys(key).await?;
    }
    Ok(())
}

#[test]
fn two_departments_classify_blind_and_then_see_their_kappa() -> Result<()> {
    play("lead-proof", Filling::People, async |scene| {
        let version = drafted(scene).await?;
        let sample = format!("{version}/sample");
        let manager = scene.at_desk_of(Who::SalesManager).await?;
        manager.visit(&sample).await?;
        manager.write("How many leads", "4").await?;
        manager.press("Draw the sample").await?;
        manager.reads("lead 1 of 4").await?;
        for looks in [Looks::DESK, Looks::DESK.dark(), Looks::PHONE] {
            manager.look(looks).await?;
            axe::check(&manager).await?;
        }
        manager.fits_a_phone().await?;

        let marketing = scene.at_desk_of(Who::Marketer).await?;
        classify(&marketing, &sample, &["y", "y", "n", "n"]).await?;
        marketing.reads("is compared when sales is.").await?;
        ensure!(marketing.count(".figures").await? == 0, "marketing sees no kappa yet");

        let sales = scene.at_desk_of(Who::Seller).await?;
        classify(&sales, &sample, &["y", "n", "n", "n"]).await?;
        sales.reads("Agreement beyond chance is moderate.").await?;
        sales.reads("On 1 lead they do not:").await?;
        axe::check(&sales).await?;
        // Who waited is shown it without asking again.
        marketing.reads("Agreement beyond chance is moderate.").await?;

        for (page, says) in [
            ("replay", "over the leads that were captured from"),
            ("proof", "Not enough data: it takes 20 decided leads in each group"),
        ] {
            sales.visit(&format!("{version}/{page}")).await?;
            sales.reads(says).await?;
            axe::check(&sales).await?;
            sales.look(Looks::PHONE).await?;
            sales.fits_a_phone().await?;
            sales.look(Looks::DESK).await?;
        }
        ensure!(sales.wrong().await?.is_empty(), "{:?}", sales.wrong().await?);
        Ok(())
    })
}
