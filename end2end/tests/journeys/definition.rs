//! Marketing and sales agree when a lead is qualified, and see before they sign what that would do.

use anyhow::{Result, ensure};
use end2end::{Filling, Looks, axe, play};
use engine::testing::{Who, new_account};
use model::{
    accounts::create::CreateAccount,
    leads::{chain::capture::CaptureLead, definitions::show::ShowDefinition},
    values::ids::AgreementVersionId,
};

#[test]
fn two_departments_agree_on_a_definition() -> Result<()> {
    play("lead-definition", Filling::People, async |scene| {
        let account = CreateAccount {
            domain: Some("brackwell.example".parse().unwrap()),
            employees: Some(800),
            ..new_account("Brackwell Dairies")
        };
        scene.world().as_seller().perform(account).await?;
        let capture = CaptureLead {
            name: Some("Rhea Calloway".parse().unwrap()),
            email: Some("rhea@brackwell.example".parse().unwrap()),
            ..CaptureLead::default()
        };
        scene.world().as_marketer().perform(capture).await?;

        let sales = scene.at_desk_of(Who::SalesManager).await?;
        sales.visit("/leads/definition").await?;
        sales.reads("the one that the product ships with holds").await?;
        for looks in [Looks::DESK, Looks::DESK.dark(), Looks::PHONE] {
            sales.look(looks).await?;
            axe::check(&sales).await?;
        }
        sales.fits_a_phone().await?;
        sales.look(Looks::DESK).await?;
        sales.follow("Versions and drafts").await?;
        sales.arrives("/leads/definition/versions").await?;
        sales.press("Start a draft").await?;
        let version: AgreementVersionId = sales.arrives_at_one_of("/leads/definition/versions/").await?;
        let page = format!("/leads/definition/versions/{version}");
        sales.reads("0 leads would newly qualify").await?;

        // A criterion goes, another one asks for less.
        let edit = format!("{page}/edit");
        sales.visit(&edit).await?;
        axe::check(&sales).await?;
        sales.look(Looks::PHONE).await?;
        sales.fits_a_phone().await?;
        sales.look(Looks::DESK).await?;
        // Those behind it move up.
        let any = "button[value^='remove criteria.all.']";
        for gone in ["remove criteria.all.2", "remove criteria.all.0"] {
            let before = sales.count(any).await?;
            sales.find(&format!("button[value='{gone}']")).await?.click().await?;
            sales
                .until("the criterion is gone", async || {
                    Ok((sales.count(any).await? < before).then_some(()))
                })
                .await?;
        }

        // A rule gives more points than before.
        sales.visit(&format!("{page}/rules/fit/large")).await?;
        axe::check(&sales).await?;
        sales.write("Points", "0").await?;
        sales.press("Save the rule").await?;
        sales.reads("Fill this in.").await?;
        sales.write("Points", "35").await?;
        sales.press("Save the rule").await?;
        sales
            .reads("35 points as long as this holds: at least 500 employees")
            .await?;
        sales.look(Looks::PHONE).await?;
        sales.fits_a_phone().await?;
        sales.look(Looks::DESK).await?;

        sales.visit(&page).await?;
        sales.reads("1 lead would newly qualify and 0 no longer").await?;
        sales.reads("Rhea Calloway").await?;
        axe::check(&sales).await?;
        sales.look(Looks::PHONE).await?;
        sales.fits_a_phone().await?;
        sales.look(Looks::DESK).await?;
        sales.press("Propose for signing").await?;
        sales.reads("It waits for marketing and sales").await?;
        let marketing = scene.at_desk_of(Who::MarketingManager).await?;
        marketing.visit(&page).await?;
        marketing.press("Sign for marketing").await?;
        marketing.reads("It waits for sales").await?;
        sales.press("Sign for sales").await?;
        for desk in [&sales, &marketing] {
            desk.reads("It holds now and never changes").await?;
            ensure!(desk.wrong().await?.is_empty(), "{:?}", desk.wrong().await?);
        }
        let said = scene.world().as_executive().ask(ShowDefinition::default()).await?;
        ensure!(said.version == Some(version), "{said:?}");
        Ok(())
    })
}
