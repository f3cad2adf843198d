//! How somebody ceases to work a leg beside its lead.

use model::{
    Failure,
    access::Action,
    accounts::members::{LegMembers, MembershipEnd, remove::RemoveMember},
    activity::Fact,
    values::ids::PersonId,
};
use sea_orm::EntityTrait;

use super::entity;
use crate::{Done, Fault, Handle, Work, accounts::queries};

impl Handle for RemoveMember {
    async fn handle(self, work: &mut Work<'_>) -> Result<Done<LegMembers>, Fault> {
        let row = queries::lock(work.db(), self.account).await?;
        work.require(Action::ShareLeg {
            leg: self.leg,
            lead: row.lead_id(self.leg).map(PersonId),
            member: self.person,
        })?;
        let before = super::of_leg(work.db(), self.account, self.leg).await?;
        let member = before.members.into_iter().find(|member| member.person == self.person);
        let member = member.ok_or(Failure::NotFound)?;

        let key = (self.account.0, self.leg.key().to_owned(), self.person.0);
        entity::Entity::delete_by_id(key).exec(work.db()).await?;
        let answer = super::of_leg(work.db(), self.account, self.leg).await?;
        Ok(work
            .record(Fact::MemberRemoved {
                account: self.account,
                leg: self.leg,
                person: self.person,
                name: member.name,
                how: MembershipEnd::Removed,
            })
            .with(answer))
    }
}
