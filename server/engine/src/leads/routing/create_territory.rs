//! How a territory is added.

use model::{
    access::Action,
    activity::Fact,
    leads::routing::{create_territory::CreateTerritory, show::KeptTerritory},
    values::ids::TerritoryId,
};
use sea_orm::{ActiveModelTrait as _, EntityTrait, IntoActiveModel as _};

use super::{require_sellers, territory};
use crate::{Done, Fault, Handle, Work};

impl Handle for CreateTerritory {
    async fn handle(self, work: &mut Work<'_>) -> Result<Done<KeptTerritory>, Fault> {
        work.require(Action::RouteLeads)?;
        require_sellers(work.db(), &self.people).await?;
        let mut row = territory::Model {
            id: work.new_id(),
            name: String::new(),
            place: 0,
            accounts: serde_json::Value::Null,
            people: serde_json::Value::Null,
            updated_at: work.now(),
            updated_by: work.actor().person().map(|person| person.0),
            version: 1,
        };
        row.set(&self)?;
        territory::Entity::insert(row.clone().into_active_model().reset_all())
            .exec_without_returning(work.db())
            .await?;
        let fact = Fact::TerritoryAdded {
            territory: TerritoryId(row.id),
            name: row.name.clone(),
        };
        Ok(work.record(fact).with(row.told()?))
    }
}
