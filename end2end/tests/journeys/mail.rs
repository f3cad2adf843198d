//! What comes by mail, through a real SMTP server: links that let people in.

use anyhow::{Context as _, Result, ensure};
use end2end::{Arrived, Browser, Filling, Looks, Scene, axe, pages::Door, play};
use engine::testing::Who;

const NEW: &str = "quiet otters swim upstream";

/// Waits for the next mail to this address.
async fn arrived(scene: &Scene, browser: &Browser, to: &str) -> Result<Arrived> {
    let mailbox = scene.product().mailbox.as_ref().context("nobody takes mails")?;
    browser
        .until(&format!("a mail to {to}"), async || {
            let mut arrived = mailbox.arrived().into_iter();
            Ok(arrived.find(|mail| mail.to == [to]))
        })
        .await
}

fn a_forgotten_password(name: &str, looks: Looks) -> Result<()> {
    play(name, Filling::PeopleAndMail, async |scene| {
        let browser = scene.browser(looks).await?;
        browser.visit("/sign-in").await?;
        browser.follow("Ask for a new one").await?;
        browser.arrives("/forgotten").await?;
        browser.write("Work e-mail", Who::Seller.email()).await?;
        browser.press("Send the link").await?;
        browser.reads("a mail with a link is on its way").await?;

        let mail = arrived(scene, &browser, Who::Seller.email()).await?;
        ensure!(mail.subject.contains("new password"), "{}", mail.subject);
        browser.open_link(mail.link()?).await?;
        if looks.scripts {
            axe::check(&browser).await?;
        }
        // Refused, it says why, and the link still works.
        browser.write("Password", "short").await?;
        browser.press("Change password and sign in").await?;
        browser.reads("Password: Use at least 12 characters.").await?;
        browser.write("Password", NEW).await?;
        browser.press("Change password and sign in").await?;
        browser.arrives("/").await?;
        browser.press(Who::Seller.name()).await?;
        browser.press("Sign out").await?;
        browser.arrives("/sign-in").await?;
        Door(&browser).sign_in(Who::Seller.email(), NEW).await?;

        // It works once.
        let other = scene.browser(looks).await?;
        other.open_link(mail.link()?).await?;
        other.reads("Ask for a new link").await
    })
}

#[test]
fn a_forgotten_password_comes_by_mail() -> Result<()> {
    a_forgotten_password("forgotten", Looks::DESK)
}

#[test]
fn a_forgotten_password_comes_by_mail_without_scripts() -> Result<()> {
    a_forgotten_password("forgotten-without-scripts", Looks::WITHOUT_SCRIPTS)
}

fn an_invitation(name: &str, looks: Looks) -> Result<()> {
    play(name, Filling::PeopleAndMail, async |scene| {
        let email = "nina@tridem.test";
        let admin = scene.browser(looks).await?;
        Door(&admin)
            .sign_in(Who::Admin.email(), engine::testing::PASSWORD)
            .await?;
        admin.visit("/admin/people/new").await?;
        admin.write("Work e-mail", email).await?;
        admin.write("Name", "Nina Neu").await?;
        admin.press("Invite").await?;
        // A member needs a department; what was typed stays.
        admin.reads("Nobody was invited yet").await?;
        ensure!(admin.written("Name").await? == "Nina Neu");
        admin.choose("Department", "Service").await?;
        admin.press("Invite").await?;
        admin.reads("A mail with this link is on its way").await?;

        let mail = arrived(scene, &admin, email).await?;
        let browser = scene.browser(looks).await?;
        browser.open_link(mail.link()?).await?;
        browser.reads("Welcome to Tridem").await?;
        if looks.scripts {
            axe::check(&browser).await?;
        }
        browser.write("Password", NEW).await?;
        browser.press("Choose password and go in").await?;
        browser.arrives("/").await?;
        browser.press("Nina Neu").await?;
        browser.reads("Nina Neu, service").await
    })
}

#[test]
fn an_invited_person_comes_in_by_mail() -> Result<()> {
    an_invitation("invitation", Looks::DESK)
}

#[test]
fn an_invited_person_comes_in_by_mail_without_scripts() -> Result<()> {
    an_invitation("invitation-without-scripts", Looks::WITHOUT_SCRIPTS)
}
