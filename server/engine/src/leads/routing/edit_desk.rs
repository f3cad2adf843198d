//! How somebody of sales comes to take more leads or fewer.

use model::{
    Failure,
    access::Action,
    activity::{Changes, Fact},
    leads::routing::{edit_desk::EditDesk, show::Desk},
};
use sea_orm::{ActiveValue::Set, EntityTrait, sea_query::OnConflict};

use super::{desk, sellers, told};
use crate::{Done, Fault, Handle, Work, platform::organisation};

impl Handle for EditDesk {
    async fn handle(self, work: &mut Work<'_>) -> Result<Done<Desk>, Fault> {
        // Whoever is given a lead meanwhile is given it by what holds now.
        organisation::hold(work.db()).await?;
        let seller = sellers(work.db())
            .await?
            .into_iter()
            .find(|seller| seller.person == self.person)
            .ok_or(Failure::NotFound)?;
        work.require(Action::RouteLeads)?;
        let mut answer = told(seller);
        let word = |away: bool| Some(if away { "away" } else { "takes leads" }.to_owned());
        let mut changes = Changes::default();
        changes.note(
            "capacity",
            Some(answer.capacity.to_string()),
            Some(self.capacity.to_string()),
        );
        changes.note("away", word(answer.away), word(self.away));
        let row = desk::ActiveModel {
            person_id: Set(self.person.0),
            capacity: Set(i32::try_from(self.capacity).unwrap_or(i32::MAX)),
            away: Set(self.away),
            updated_at: Set(work.now()),
            updated_by: Set(work.actor().person().map(|person| person.0)),
        };
        let said_before = OnConflict::column(desk::Column::PersonId)
            .update_columns([
                desk::Column::Capacity,
                desk::Column::Away,
                desk::Column::UpdatedAt,
                desk::Column::UpdatedBy,
            ])
            .to_owned();
        desk::Entity::insert(row)
            .on_conflict(said_before)
            .exec_without_returning(work.db())
            .await?;
        (answer.capacity, answer.away) = (self.capacity, self.away);
        let fact = Fact::DeskEdited {
            person: self.person,
            name: answer.name.clone(),
            changes: changes.into_vec(),
        };
        Ok(work.record(fact).with(answer))
    }
}
