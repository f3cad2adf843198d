//! How a territory is given up.

use model::{
    Failure,
    access::Action,
    activity::Fact,
    leads::routing::{remove_territory::RemoveTerritory, show::KeptTerritory},
};
use sea_orm::EntityTrait;

use super::{find, territory};
use crate::{Done, Fault, Handle, Work};

impl Handle for RemoveTerritory {
    async fn handle(self, work: &mut Work<'_>) -> Result<Done<KeptTerritory>, Fault> {
        let row = find(work.db(), self.territory).await?;
        work.require(Action::RouteLeads)?;
        let removed = territory::Entity::delete_by_id(row.id).exec(work.db()).await?;
        if removed.rows_affected == 0 {
            // Somebody else has just removed it.
            return Err(Failure::NotFound.into());
        }
        let fact = Fact::TerritoryRemoved {
            territory: self.territory,
            name: row.name.clone(),
        };
        Ok(work.record(fact).with(row.told()?))
    }
}
