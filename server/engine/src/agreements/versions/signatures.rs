//! The table `agreement_signature`.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use model::{Department, agreement::Signature, values::ids::PersonId};
use sea_orm::{QueryOrder as _, entity::prelude::*};

use crate::Fault;

/// One department's consent to a version.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "agreement_signature")]
pub struct Model {
    /// To which version.
    #[sea_orm(primary_key, auto_increment = false)]
    pub version_id: Uuid,
    /// For which department.
    #[sea_orm(primary_key, auto_increment = false)]
    pub department: String,
    /// By whom.
    pub person_id: Uuid,
    /// When.
    pub at: DateTime<Utc>,
}

/// No joins from here: readers ask for what they need.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// The signatures below some versions, oldest first.
pub(crate) async fn of(
    db: &impl ConnectionTrait,
    versions: impl IntoIterator<Item = Uuid>,
) -> Result<HashMap<Uuid, Vec<Signature>>, Fault> {
    let rows = Entity::find()
        .filter(Column::VersionId.is_in(versions))
        .order_by_asc(Column::At)
        .all(db)
        .await?;
    let mut found: HashMap<Uuid, Vec<Signature>> = HashMap::new();
    for row in rows {
        let department = Department::from_key(&row.department)
            .ok_or_else(|| Fault::Stored(format!("no department: {}", row.department)))?;
        found.entry(row.version_id).or_default().push(Signature {
            department,
            person: PersonId(row.person_id),
            at: row.at,
        });
    }
    Ok(found)
}
