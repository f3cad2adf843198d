//! Three departments sign one journey.

use anyhow::{Result, ensure};
use end2end::{Filling, Looks, axe, play};
use engine::testing::Who;
use model::{agreement::State, agreements::versions::show::ShowVersion, values::ids::AgreementVersionId};

#[test]
fn three_departments_sign_one_version_and_see_each_other_do_so() -> Result<()> {
    play("three-signatures", Filling::People, async |scene| {
        let sales = scene.at_desk_of(Who::SalesManager).await?;
        sales.visit("/journey/versions").await?;
        sales.reads("what the product ships with holds").await?;
        sales.press("Start a draft").await?;
        let version: AgreementVersionId = sales.arrives_at_one_of("/journey/versions/").await?;
        sales.press("Propose for signing").await?;
        sales.reads("It waits for marketing, sales and service").await?;

        let page = format!("/journey/versions/{version}");
        let marketing = scene.at_desk_of(Who::MarketingManager).await?;
        let service = scene.at_desk_of(Who::ServiceManager).await?;
        marketing.visit(&page).await?;
        service.visit(&page).await?;
        service.write("Comment", "Sixty days are better.").await?;
        marketing.press("Sign for marketing").await?;
        service.reads("It waits for sales and service").await?;
        let typed = service.written("Comment").await?;
        ensure!(typed == "Sixty days are better.", "what was typed is gone: {typed}");
        service.press("Comment").await?;
        marketing.reads("Sixty days are better.").await?;
        for looks in [Looks::DESK, Looks::DESK.dark(), Looks::PHONE] {
            service.look(looks).await?;
            axe::check(&service).await?;
        }
        service.fits_a_phone().await?;
        service.look(Looks::DESK).await?;

        service.press("Sign for service").await?;
        sales.press("Sign for sales").await?;
        for desk in [&sales, &marketing, &service] {
            desk.reads("It holds now and never changes").await?;
            ensure!(desk.wrong().await?.is_empty(), "{:?}", desk.wrong().await?);
        }
        sales.visit("/journey/versions").await?;
        sales.reads("Version 1").await?;
        axe::check(&sales).await?;
        sales.look(Looks::PHONE).await?;
        sales.fits_a_phone().await?;
        let shown = scene.world().as_executive().ask(ShowVersion { version }).await?;
        ensure!(shown.state == State::Active, "{:?}", shown.state);
        Ok(())
    })
}
