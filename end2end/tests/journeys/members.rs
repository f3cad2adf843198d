//! Several people of one department at one account.

use anyhow::{Result, ensure};
use end2end::{Filling, Looks, pages::Door, play};
use engine::testing::{PASSWORD, Who};
use model::{
    Department,
    accounts::{members::list::ListMembers, name_lead::NameLead},
};

use crate::account::nordwind;

#[test]
fn a_colleague_works_beside_the_lead_and_finds_the_account_among_his_own() -> Result<()> {
    play("members", Filling::People, async |scene| {
        let account = nordwind(scene).await?;
        let lead = NameLead {
            account,
            leg: Department::Sales,
            person: Some(Who::Seller.id()),
        };
        scene.world().as_seller().perform(lead).await?;
        let members = async |leg| {
            let list = ListMembers { account, leg };
            let answer = scene.world().as_executive().ask(list).await?;
            let names: Vec<String> = answer.members.into_iter().map(|member| member.name).collect();
            anyhow::Ok(names)
        };
        let page = format!("/accounts/{account}");

        // The lead adds somebody of his department.
        let desk = scene.at_desk_of(Who::Seller).await?;
        desk.visit(&page).await?;
        desk.press("Add a colleague to the sales leg").await?;
        desk.choose("Who works on it for sales, too?", Who::SalesManager.name())
            .await?;
        desk.press("Add").await?;
        desk.reads("with Sofia Brandt").await?;
        ensure!(members(Department::Sales).await? == [Who::SalesManager.name()]);

        // Whoever is added finds it among his own; so does who comes by himself, without scripts.
        let other = scene.browser(Looks::WITHOUT_SCRIPTS).await?;
        Door(&other).sign_in(Who::ServiceMember.email(), PASSWORD).await?;
        other.visit(&page).await?;
        other.press("Work on it too").await?;
        other.reads("with Vera Nakamura").await?;
        ensure!(members(Department::Service).await? == [Who::ServiceMember.name()]);
        other.visit("/accounts").await?;
        other.follow("Mine").await?;
        other.reads("worked on by Vera Nakamura").await?;
        other.reads("Nordwind Räder").await?;
        other.visit(&page).await?;
        other.press("Leave the leg").await?;
        other.reads("took Vera Nakamura off the service leg").await?;
        ensure!(members(Department::Service).await?.is_empty());

        // What the other did is there at the first desk without loading the page again.
        desk.reads("took Vera Nakamura off the service leg").await?;
        ensure!(desk.wrong().await?.is_empty(), "{:?}", desk.wrong().await?);
        Ok(())
    })
}
