//! The company that runs this installation: one row.

mod edit;
mod show;

use chrono::{DateTime, NaiveDate, Utc};
use model::platform::organisation::Organisation;
use sea_orm::{ActiveValue::Set, QuerySelect as _, entity::prelude::*};

use crate::{Fault, platform::people};

/// The one row of the table `organisation`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "organisation")]
pub struct Model {
    /// Always 1.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: i32,
    /// Its name.
    pub name: String,
    /// ISO code of its currency.
    pub currency: String,
    /// IANA name of its time zone.
    pub time_zone: String,
    /// How often it was changed.
    pub version: i32,
}

/// Nothing to join.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

const ONLY: i32 = 1;

/// The organisation, or `None` before the set-up.
pub async fn find(db: &impl ConnectionTrait) -> Result<Option<Model>, DbErr> {
    Entity::find_by_id(ONLY).one(db).await
}

/// The organisation; there is none only before the set-up.
pub async fn get(db: &impl ConnectionTrait) -> Result<Model, Fault> {
    find(db)
        .await?
        .ok_or_else(|| Fault::Stored("the organisation is not set up".to_owned()))
}

/// Today in the organisation's calendar: deadlines and days without a person's own clock are counted in it.
pub async fn today(db: &impl ConnectionTrait, now: DateTime<Utc>) -> Result<NaiveDate, Fault> {
    let organisation = get(db).await?;
    Ok(people::zone_around(&organisation.time_zone, now).day(now))
}

/// Holds the organisation against other commands until this one is through: those that must be carried out one after
/// the other begin with it.
pub async fn hold(db: &impl ConnectionTrait) -> Result<(), DbErr> {
    Entity::find_by_id(ONLY).lock_exclusive().one(db).await.map(drop)
}

/// Stores the organisation for the first time.
pub async fn create(db: &impl ConnectionTrait, organisation: Organisation) -> Result<(), DbErr> {
    let row = ActiveModel {
        id: Set(ONLY),
        name: Set(organisation.name),
        currency: Set(organisation.currency),
        time_zone: Set(organisation.time_zone),
        version: Set(1),
    };
    Entity::insert(row).exec_without_returning(db).await.map(drop)
}

impl From<Model> for Organisation {
    fn from(row: Model) -> Self {
        Self {
            name: row.name,
            currency: row.currency,
            time_zone: row.time_zone,
        }
    }
}
