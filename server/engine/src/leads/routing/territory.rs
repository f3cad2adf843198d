//! The table `territory`.

use chrono::{DateTime, Utc};
use model::{
    leads::routing::{create_territory::CreateTerritory, show::KeptTerritory, where_from::WhereFrom},
    values::{
        Version,
        ids::{PersonId, TerritoryId},
    },
};
use sea_orm::{ConnectionTrait, QueryOrder, entity::prelude::*};

use crate::Fault;

/// Some accounts, and the people of sales who take leads from there.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "territory")]
pub struct Model {
    /// Which one.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// What it is called.
    pub name: String,
    /// When it is asked, the lowest first.
    pub place: i32,
    /// Which accounts belong to it, as it was said.
    pub accounts: Json,
    /// Ids of who takes leads from there.
    pub people: Json,
    /// When it was last changed.
    pub updated_at: DateTime<Utc>,
    /// Who changed it last.
    pub updated_by: Option<Uuid>,
    /// How often it was changed.
    pub version: i32,
}

/// No joins from here: readers ask for what they need.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Model {
    pub(super) fn told(self) -> Result<KeptTerritory, Fault> {
        let accounts: WhereFrom = serde_json::from_value(self.accounts)?;
        let people: Vec<PersonId> = serde_json::from_value(self.people)?;
        Ok(KeptTerritory {
            id: TerritoryId(self.id),
            name: self.name,
            place: u16::try_from(self.place).unwrap_or(u16::MAX),
            says: accounts.criterion().describe(),
            accounts,
            people,
            version: Version(self.version),
        })
    }

    /// Takes over what somebody says it is.
    pub(super) fn set(&mut self, said: &CreateTerritory) -> Result<(), Fault> {
        self.name = said.name.to_string();
        self.place = said.place.into();
        self.accounts = serde_json::to_value(said.accounts())?;
        self.people = serde_json::to_value(&said.people)?;
        Ok(())
    }
}

/// All territories, the one that is asked first first.
pub(super) async fn all(db: &impl ConnectionTrait) -> Result<Vec<KeptTerritory>, Fault> {
    let rows = Entity::find()
        .order_by_asc(Column::Place)
        .order_by_asc(Column::Id)
        .all(db)
        .await?;
    rows.into_iter().map(Model::told).collect()
}
