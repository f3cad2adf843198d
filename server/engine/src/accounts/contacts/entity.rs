//! The table `contact`.

use chrono::{DateTime, Utc};
use model::accounts::contacts::Track;
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// One person at a company.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "contact")]
pub struct Model {
    /// Which one.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// At which account; none when not known yet.
    pub account_id: Option<Uuid>,
    /// The person's name.
    pub name: String,
    /// The name in lower case.
    pub name_key: String,
    /// The address, in lower case.
    pub email: Option<String>,
    /// The number.
    pub phone: Option<String>,
    /// What the person does there.
    pub job_title: Option<String>,
    /// Key of the buying role.
    pub buying_role: Option<String>,
    /// Key of the seniority.
    #[serde(default)]
    pub seniority: Option<String>,
    /// Key of the influence.
    #[serde(default)]
    pub influence: Option<String>,
    /// What the person hopes to win.
    #[serde(default)]
    pub win: Option<String>,
    /// Key of what became of it.
    #[serde(default)]
    pub win_state: Option<String>,
    /// Key of the track. Imports that were made before there were two remember rows without it.
    #[serde(default = "buying")]
    pub track: String,
    /// When it was created.
    pub created_at: DateTime<Utc>,
    /// When it was last changed.
    pub updated_at: DateTime<Utc>,
    /// Who changed it last.
    pub updated_by: Option<Uuid>,
    /// Since when it lies in the trash.
    pub trashed_at: Option<DateTime<Utc>>,
    /// How often it was changed.
    pub version: i32,
}

/// No joins from here: readers ask for what they need.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

fn buying() -> String {
    Track::Buying.key().to_owned()
}

impl Model {
    /// A new contact of whom nothing but the name is known.
    pub fn named(id: Uuid, name: &str, by: Option<Uuid>, now: DateTime<Utc>) -> Self {
        Self {
            id,
            account_id: None,
            name: name.to_owned(),
            name_key: crate::accounts::name_key(name),
            email: None,
            phone: None,
            job_title: None,
            buying_role: None,
            seniority: None,
            influence: None,
            win: None,
            win_state: None,
            track: buying(),
            created_at: now,
            updated_at: now,
            updated_by: by,
            trashed_at: None,
            version: 1,
        }
    }
}
