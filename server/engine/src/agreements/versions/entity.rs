//! The table `agreement_version`.

use std::collections::{BTreeSet, HashMap};

use chrono::{DateTime, NaiveDate, Utc};
use model::{
    agreement::{Act, AgreementVersion, Moments, Signature, State, Terms},
    values::{
        Version,
        ids::{AgreementVersionId, PersonId},
    },
};
use sea_orm::{FromQueryResult, Iterable as _, QuerySelect as _, Select, entity::prelude::*};

use crate::Fault;

/// One version of an agreement.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "agreement_version")]
pub struct Model {
    /// Which one.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Of which agreement.
    pub agreement_id: Uuid,
    /// Its number, once it was proposed.
    pub number: Option<i32>,
    /// Where it stands.
    pub state: String,
    /// What it says, in the form of its kind.
    pub content: Json,
    /// The version that was in force when this one was drafted.
    pub based_on_id: Option<Uuid>,
    /// The first day on which it is in force.
    pub effective_from: Option<NaiveDate>,
    /// From this day on its review is due.
    pub review_by: Option<NaiveDate>,
    /// When it was begun.
    pub drafted_at: DateTime<Utc>,
    /// By whom.
    pub drafted_by: Option<Uuid>,
    /// When content or terms were changed last.
    pub updated_at: DateTime<Utc>,
    /// By whom.
    pub updated_by: Option<Uuid>,
    /// When it was proposed as it stands.
    pub proposed_at: Option<DateTime<Utc>>,
    /// By whom.
    pub proposed_by: Option<Uuid>,
    /// When the last department signed.
    pub signed_at: Option<DateTime<Utc>>,
    /// When it came into force.
    pub in_force_at: Option<DateTime<Utc>>,
    /// When the next one took its place.
    pub superseded_at: Option<DateTime<Utc>>,
    /// When it was withdrawn.
    pub withdrawn_at: Option<DateTime<Utc>>,
    /// By whom; nobody when a newer one overtook it.
    pub withdrawn_by: Option<Uuid>,
    /// How often content or terms were changed.
    pub version: i32,
}

/// No joins from here: readers ask for what they need.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// A version without what it says, which is long and seldom asked for.
#[derive(Debug, Clone, FromQueryResult)]
pub(crate) struct Row {
    pub id: Uuid,
    pub agreement_id: Uuid,
    pub number: Option<i32>,
    pub state: String,
    pub based_on_id: Option<Uuid>,
    pub effective_from: Option<NaiveDate>,
    pub review_by: Option<NaiveDate>,
    pub drafted_at: DateTime<Utc>,
    pub drafted_by: Option<Uuid>,
    pub updated_at: DateTime<Utc>,
    pub updated_by: Option<Uuid>,
    pub proposed_at: Option<DateTime<Utc>>,
    pub proposed_by: Option<Uuid>,
    pub signed_at: Option<DateTime<Utc>>,
    pub in_force_at: Option<DateTime<Utc>>,
    pub superseded_at: Option<DateTime<Utc>>,
    pub withdrawn_at: Option<DateTime<Utc>>,
    pub withdrawn_by: Option<Uuid>,
    pub version: i32,
}

impl Row {
    /// Where it stands.
    pub fn state(&self) -> Result<State, Fault> {
        State::from_key(&self.state).ok_or_else(|| Fault::Stored(format!("no state of a version: {}", self.state)))
    }

    /// The version as the rules know it.
    pub fn version(&self, signatures: Vec<Signature>) -> Result<AgreementVersion, Fault> {
        let act = |at: DateTime<Utc>, by: Option<Uuid>| Act {
            by: by.map(PersonId),
            at,
        };
        Ok(AgreementVersion {
            id: AgreementVersionId(self.id),
            number: self.number,
            state: self.state()?,
            based_on: self.based_on_id.map(AgreementVersionId),
            terms: self
                .effective_from
                .zip(self.review_by)
                .map(|(effective_from, review_by)| Terms {
                    effective_from,
                    review_by,
                }),
            signatures,
            moments: Moments {
                drafted: act(self.drafted_at, self.drafted_by),
                changed: act(self.updated_at, self.updated_by),
                proposed: self.proposed_at.map(|at| act(at, self.proposed_by)),
                signed: self.signed_at,
                in_force: self.in_force_at,
                superseded: self.superseded_at,
                withdrawn: self.withdrawn_at.map(|at| act(at, self.withdrawn_by)),
            },
            edition: Version(self.version),
        })
    }
}

/// Versions without their content.
pub(crate) fn rows() -> Select<Entity> {
    let without_content = Column::iter().filter(|column| !matches!(column, Column::Content));
    Entity::find().select_only().columns(without_content)
}

/// The numbers of these versions.
pub(crate) async fn numbers(
    db: &impl ConnectionTrait,
    versions: impl IntoIterator<Item = Uuid>,
) -> Result<HashMap<Uuid, i32>, Fault> {
    let ids: BTreeSet<Uuid> = versions.into_iter().collect();
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let rows: Vec<(Uuid, Option<i32>)> = Entity::find()
        .select_only()
        .columns([Column::Id, Column::Number])
        .filter(Column::Id.is_in(ids))
        .into_tuple()
        .all(db)
        .await?;
    Ok(rows
        .into_iter()
        .filter_map(|(id, number)| Some((id, number?)))
        .collect())
}
