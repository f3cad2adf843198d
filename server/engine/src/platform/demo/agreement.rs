//! The journey that the demo company's managers signed when it began to work with the product.

use chrono::{DateTime, Days, TimeDelta, Utc};
use model::{
    Department,
    agreement::{AgreementKind, JOURNEY, State},
    journey::Journey,
    values::ids::AgreementVersionId,
};
use sea_orm::{ActiveModelTrait as _, EntityTrait, IntoActiveModel as _};

use super::people::Staff;
use crate::{
    Fault, Work,
    agreements::versions::{entity as version, signatures},
};

/// Stores the shipped journey as a version that all departments signed two years ago and looked at again since.
pub(super) async fn sign(work: &Work<'_>, staff: &Staff, now: DateTime<Utc>) -> Result<AgreementVersionId, Fault> {
    let signed = now - TimeDelta::days(740);
    let day = signed.date_naive();
    let by = staff.manager(Department::Marketing).id.0;
    let id = AgreementVersionId(work.new_id());
    let row = version::Model {
        id: id.0,
        agreement_id: JOURNEY.0,
        number: Some(1),
        state: State::Active.key().to_owned(),
        content: serde_json::to_value(Journey::shipped())?,
        based_on_id: None,
        effective_from: Some(day),
        review_by: now.date_naive().checked_add_days(Days::new(75)),
        drafted_at: signed - TimeDelta::days(9),
        drafted_by: Some(by),
        updated_at: signed - TimeDelta::days(6),
        updated_by: Some(by),
        proposed_at: Some(signed - TimeDelta::days(6)),
        proposed_by: Some(by),
        signed_at: Some(signed),
        in_force_at: Some(signed),
        superseded_at: None,
        withdrawn_at: None,
        withdrawn_by: None,
        version: 1,
    };
    version::Entity::insert(row.into_active_model().reset_all())
        .exec_without_returning(work.db())
        .await?;
    let signatures = (0..).zip(AgreementKind::Journey.signers()).map(|(place, department)| {
        let row = signatures::Model {
            version_id: id.0,
            department: department.key().to_owned(),
            person_id: staff.manager(*department).id.0,
            at: signed - TimeDelta::days(2 - place),
        };
        row.into_active_model().reset_all()
    });
    signatures::Entity::insert_many(signatures)
        .exec_without_returning(work.db())
        .await?;
    Ok(id)
}
