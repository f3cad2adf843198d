//! How an invited person comes in.

use model::{
    activity::Fact,
    platform::{links::LinkPurpose, people::accept_invitation::AcceptInvitation},
    values::ids::PersonId,
};

use super::choose_password;
use crate::{Caller, Done, Engine, Fault, Handle, Work, work::Prepared};

impl Handle for AcceptInvitation {
    async fn prepare(&self, engine: &Engine, _: &Caller) -> Result<Prepared, Fault> {
        choose_password::prepare(engine, LinkPurpose::Invitation, &self.link, &self.password).await
    }

    async fn handle(self, work: &mut Work<'_>) -> Result<Done<()>, Fault> {
        let row = choose_password::by_link(work, LinkPurpose::Invitation, &self.link, &self.password).await?;
        Ok(work
            .record(Fact::InvitationAccepted {
                person: PersonId(row.id),
                name: row.name,
            })
            .with(()))
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use model::{
        Complaint, Department, Failure, Refusal, Role,
        platform::{
            links::LinkSecret,
            people::{
                invite::{InvitePerson, LinkMade},
                invite_again::InviteAgain,
                list::ListPeople,
                show_link::ShowLink,
                sign_in::SignIn,
            },
        },
    };

    use super::*;
    use crate::{Effect, Settings, testing::World};

    crate::testing::on_both!(
        an_invited_person_chooses_a_password_and_is_in,
        an_invitation_works_once,
        inviting_again_ends_the_older_link,
        only_admins_invite,
        an_address_is_invited_once,
        the_mail_holds_the_link_and_is_forgotten_once_sent,
    );

    fn invitation() -> InvitePerson {
        InvitePerson {
            email: "nora@tridem.test".parse().unwrap(),
            name: "Nora Fjell".parse().unwrap(),
            department: Some(Department::Sales),
            role: Role::Member,
        }
    }

    fn secret(made: &LinkMade) -> LinkSecret {
        let secret = made.link.rsplit('/').next().unwrap_or_default();
        secret.to_owned().try_into().unwrap()
    }

    fn accepting(made: &LinkMade) -> AcceptInvitation {
        AcceptInvitation {
            link: secret(made),
            password: "quiet otters swim upstream".to_owned().try_into().unwrap(),
        }
    }

    async fn an_invited_person_chooses_a_password_and_is_in(world: World) {
        let made = world.as_admin().perform(invitation()).await.unwrap();
        assert!(made.link.starts_with("http://127.0.0.1:3000/invitation/"));
        assert!(!made.mailed);
        let shown = world
            .as_nobody()
            .ask(ShowLink {
                link: secret(&made),
                purpose: LinkPurpose::Invitation,
            })
            .await
            .unwrap();
        assert_eq!(shown.name, "Nora Fjell");

        let performed = world.as_nobody().performed(accepting(&made)).await.unwrap();
        let person = made.person;
        assert!(matches!(performed.effects.as_slice(), [Effect::SignIn { person: who, .. }] if *who == person));

        let sign_in = SignIn {
            email: "nora@tridem.test".parse().unwrap(),
            password: "quiet otters swim upstream".to_owned().try_into().unwrap(),
        };
        world.as_nobody().perform(sign_in).await.unwrap();
        assert_eq!(
            world.facts().await,
            [
                Fact::PersonInvited {
                    person,
                    name: "Nora Fjell".to_owned()
                },
                Fact::InvitationAccepted {
                    person,
                    name: "Nora Fjell".to_owned()
                },
                Fact::SignedIn { person },
            ]
        );
    }

    async fn an_invitation_works_once(world: World) {
        let made = world.as_admin().perform(invitation()).await.unwrap();
        world.as_nobody().perform(accepting(&made)).await.unwrap();
        let again = world.as_nobody().perform(accepting(&made)).await;
        assert_eq!(again, Err(Refusal::LinkNotValid.into()));
    }

    async fn inviting_again_ends_the_older_link(world: World) {
        let older = world.as_admin().perform(invitation()).await.unwrap();
        let person = older.person;
        let newer = world.as_admin().perform(InviteAgain { person }).await.unwrap();
        let refused = world.as_nobody().perform(accepting(&older)).await;
        assert_eq!(refused, Err(Refusal::LinkNotValid.into()));
        world.as_nobody().perform(accepting(&newer)).await.unwrap();

        let late = world.as_admin().perform(InviteAgain { person }).await;
        let state = "active".to_owned();
        assert_eq!(late, Err(Refusal::PersonNotReady { state }.into()));
    }

    async fn only_admins_invite(world: World) {
        let refused = world.as_sales_manager().perform(invitation()).await;
        assert_eq!(refused, Err(Failure::Forbidden));
        let found = world.as_seller().ask(ListPeople::default()).await.unwrap();
        assert!(found.items.iter().all(|person| person.email != "nora@tridem.test"));
    }

    async fn an_address_is_invited_once(world: World) {
        world.as_admin().perform(invitation()).await.unwrap();
        let again = world.as_admin().perform(invitation()).await;
        assert_eq!(again, Err(Failure::field("email", Complaint::Taken)));
    }

    async fn the_mail_holds_the_link_and_is_forgotten_once_sent(world: World) {
        let mut engine = world.engine.clone();
        engine.settings = Arc::new(Settings {
            sends_mail: true,
            ..Settings::default()
        });
        let made = world.as_admin().at(&engine).perform(invitation()).await.unwrap();
        assert!(made.mailed);
        let letters = world.letters().await;
        let letter = letters.first().unwrap();
        assert_eq!(letter.to, "nora@tridem.test");
        assert!(letter.text.contains(&made.link));
        assert!(!format!("{letter:?}").contains(&made.link));

        let held = crate::jobs::queue::take(&engine, "sender").await.unwrap().unwrap();
        crate::jobs::queue::finish(&engine, &held, "sender").await.unwrap();
        assert!(world.letters().await.iter().all(|letter| letter.text.is_empty()));
    }
}
