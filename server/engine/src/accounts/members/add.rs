//! How somebody begins to work a leg beside its lead.

use model::{
    Complaint, Failure,
    access::Action,
    accounts::members::{Candidate, LegMembers, add::AddMember, may_join},
    activity::Fact,
    platform::people::PersonState,
    values::ids::PersonId,
};
use sea_orm::{ActiveValue::Set, EntityTrait, QuerySelect};

use super::entity;
use crate::{Done, Fault, Handle, Work, accounts::queries, platform::people::entity as people};

impl Handle for AddMember {
    async fn handle(self, work: &mut Work<'_>) -> Result<Done<LegMembers>, Fault> {
        let row = queries::lock(work.db(), self.account).await?;
        let lead = row.lead_id(self.leg).map(PersonId);
        work.require(Action::ShareLeg {
            leg: self.leg,
            lead,
            member: self.person,
        })?;
        // Held, so that whoever leaves the company or the department at this moment takes this membership along.
        let person = people::Entity::find_by_id(self.person.0)
            .lock_shared()
            .one(work.db())
            .await?
            .ok_or_else(|| Failure::field("person", Complaint::NoSuch))?;
        let candidate = Candidate {
            person: self.person,
            department: person.department(),
            state: person.state().unwrap_or(PersonState::Deactivated),
        };
        let before = super::of_leg(work.db(), self.account, self.leg).await?;
        let members: Vec<PersonId> = before.members.iter().map(|member| member.person).collect();
        may_join(self.leg, &candidate, lead, &members)?;

        let member = entity::ActiveModel {
            account_id: Set(self.account.0),
            leg: Set(self.leg.key().to_owned()),
            person_id: Set(self.person.0),
            since: Set(work.now()),
            added_by: Set(work.actor().person().map(|person| person.0)),
        };
        entity::Entity::insert(member).exec_without_returning(work.db()).await?;
        let answer = super::of_leg(work.db(), self.account, self.leg).await?;
        Ok(work
            .record(Fact::MemberAdded {
                account: self.account,
                leg: self.leg,
                person: self.person,
                name: person.name,
            })
            .with(answer))
    }
}
