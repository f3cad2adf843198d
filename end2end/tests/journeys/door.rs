//! Getting in and out.

use anyhow::{Result, ensure};
use end2end::{Filling, Looks, axe, pages::Door, play};
use engine::testing::{PASSWORD, Who};
use model::activity::Fact;

#[test]
fn the_first_person_sets_the_installation_up() -> Result<()> {
    play("set-up", Filling::Nothing, async |scene| {
        let browser = scene.browser(Looks::DESK).await?;
        browser.visit("/").await?;
        browser.arrives("/set-up").await?;
        axe::check(&browser).await?;
        set_up(&browser).await?;
        browser.arrives("/").await?;
        ensure!(browser.wrong().await?.is_empty(), "{:?}", browser.wrong().await?);
        let facts = scene.world().facts().await;
        ensure!(matches!(facts.first(), Some(Fact::SetUp { .. })), "{facts:?}");
        Ok(())
    })
}

#[test]
fn the_first_person_needs_no_scripts() -> Result<()> {
    play("set-up-without-scripts", Filling::Nothing, async |scene| {
        let browser = scene.browser(Looks::WITHOUT_SCRIPTS).await?;
        browser.visit("/").await?;
        set_up(&browser).await?;
        browser.arrives("/").await
    })
}

async fn set_up(browser: &end2end::Browser) -> Result<()> {
    for (label, text) in [
        ("Company", "Nordwind Räder"),
        ("Your name", "Ada Admin"),
        ("Your work e-mail", "ada@nordwind.example"),
        ("Password", "three legs stand firm"),
    ] {
        browser.write(label, text).await?;
    }
    browser.press("Set up").await
}

#[test]
fn somebody_signs_in_and_out() -> Result<()> {
    play("sign-in", Filling::People, async |scene| {
        let browser = scene.browser(Looks::DESK).await?;
        browser.visit("/accounts?q=nordwind").await?;
        browser.arrives("/sign-in?next=%2Faccounts%3Fq%3Dnordwind").await?;
        axe::check(&browser).await?;
        Door(&browser).fill(Who::Seller.email(), "something else").await?;
        browser.reads("do not belong together").await?;
        axe::check(&browser).await?;
        ensure!(browser.written("Work e-mail").await? == Who::Seller.email());
        Door(&browser).fill(Who::Seller.email(), PASSWORD).await?;
        browser.arrives("/accounts?q=nordwind").await?;
        browser.press(Who::Seller.name()).await?;
        browser.press("Sign out").await?;
        browser.arrives("/sign-in").await
    })
}

#[test]
fn what_is_typed_before_the_page_is_alive_stays() -> Result<()> {
    play("typed-early", Filling::People, async |scene| {
        let browser = scene.browser(Looks::DESK).await?;
        browser
            .visit_slowly("/sign-in", async || {
                browser.write("Work e-mail", Who::Seller.email()).await?;
                browser.write("Password", PASSWORD).await
            })
            .await?;
        ensure!(browser.written("Work e-mail").await? == Who::Seller.email());
        browser.press("Sign in").await?;
        browser.arrives("/").await
    })
}

#[test]
fn somebody_signs_in_and_out_without_scripts() -> Result<()> {
    play("sign-in-without-scripts", Filling::People, async |scene| {
        let browser = scene.browser(Looks::WITHOUT_SCRIPTS).await?;
        browser.visit("/sign-in").await?;
        Door(&browser).fill(Who::Seller.email(), "something else").await?;
        browser.reads("do not belong together").await?;
        ensure!(browser.written("Work e-mail").await? == Who::Seller.email());
        ensure!(browser.written("Password").await?.is_empty());
        Door(&browser).fill(Who::Seller.email(), PASSWORD).await?;
        browser.arrives("/").await?;
        ensure!(browser.count("html[data-hydrated]").await? == 0, "scripts ran");
        browser.press(Who::Seller.name()).await?;
        browser.press("Sign out").await?;
        browser.arrives("/sign-in").await
    })
}

#[test]
fn each_department_comes_in_by_the_same_door() -> Result<()> {
    play("three-departments", Filling::People, async |scene| {
        let browser = scene.browser(Looks::DESK).await?;
        for (who, department) in [
            (Who::Marketer, "marketing"),
            (Who::Seller, "sales"),
            (Who::ServiceMember, "service"),
        ] {
            Door(&browser).sign_in(who.email(), PASSWORD).await?;
            browser.reads("Accounts").await?;
            browser.press(who.name()).await?;
            browser.reads(&format!("{}, {department}", who.name())).await?;
            browser.press("Sign out").await?;
            browser.arrives("/sign-in").await?;
        }
        ensure!(browser.wrong().await?.is_empty(), "{:?}", browser.wrong().await?);
        Ok(())
    })
}
