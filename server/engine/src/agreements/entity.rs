//! The table `agreement`.

use model::{Failure, agreement::AgreementKind, values::ids::AgreementId};
use sea_orm::{QuerySelect as _, entity::prelude::*};

use crate::{Fault, store};

/// What departments sign: the line of its versions.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "agreement")]
pub struct Model {
    /// Which one.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// What it is about.
    pub kind: String,
    /// What people call it, as within a sentence.
    pub name: String,
}

/// No joins from here: readers ask for what they need.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Model {
    /// What it is about.
    pub(super) fn kind(&self) -> Result<AgreementKind, Fault> {
        AgreementKind::from_key(&self.kind).ok_or_else(|| Fault::Stored(format!("no kind of agreement: {}", self.kind)))
    }
}

/// The agreement.
pub(super) async fn get(db: &impl ConnectionTrait, agreement: AgreementId) -> Result<Model, Fault> {
    let found = Entity::find_by_id(agreement.0).one(db).await?;
    found.ok_or_else(|| Failure::NotFound.into())
}

/// The agreement, for nobody else until the transaction ends. Whatever happens to its versions happens one after the
/// other: of two who sign at once, the second sees the first one's signature.
pub(super) async fn locked(db: &impl ConnectionTrait, agreement: AgreementId) -> Result<Model, Fault> {
    let mut query = Entity::find_by_id(agreement.0);
    if store::kind_of(db) == store::Kind::Postgres {
        query = query.lock_exclusive();
    }
    query.one(db).await?.ok_or_else(|| Failure::NotFound.into())
}
