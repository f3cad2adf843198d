//! What the demo company's managers signed when it began to work with the product: the journey, and the rules of
//! engagement; and when its people are there.

use chrono::{DateTime, Days, TimeDelta, Utc};
use model::{
    Department,
    agreement::{Agreed, State},
    business_time::{Calendar, DayOfWeek, Window},
    values::ids::{AgreementId, AgreementVersionId},
};
use sea_orm::{ActiveModelTrait as _, EntityTrait, IntoActiveModel as _};

use super::people::{Staff, TIME_ZONE};
use crate::{
    Fault, Work,
    agreements::versions::{entity as version, signatures},
    leads::calendars::entity as calendar,
};

/// When the departments began to work with the product, and signed what it ships with.
pub(super) const BEGAN: TimeDelta = TimeDelta::days(740);

/// A version that all departments signed.
pub(super) struct Signed<C> {
    pub content: C,
    pub number: i32,
    pub based_on: Option<AgreementVersionId>,
    /// When the last department signed, and it came into force.
    pub at: DateTime<Utc>,
    /// When the next version took its place.
    pub superseded_at: Option<DateTime<Utc>>,
}

/// Stores what the product ships with as a version that all departments signed two years ago and looked at again since.
pub(super) async fn sign<C: Agreed>(
    work: &Work<'_>,
    agreement: AgreementId,
    staff: &Staff,
    now: DateTime<Utc>,
) -> Result<AgreementVersionId, Fault> {
    let signed = Signed {
        content: C::shipped(),
        number: 1,
        based_on: None,
        at: now - BEGAN,
        superseded_at: None,
    };
    store(work, agreement, signed, staff, now).await
}

/// Stores a version: drafted nine days before the last signature, proposed three days later.
pub(super) async fn store<C: Agreed>(
    work: &Work<'_>,
    agreement: AgreementId,
    signed: Signed<C>,
    staff: &Staff,
    now: DateTime<Utc>,
) -> Result<AgreementVersionId, Fault> {
    let at = signed.at;
    let by = staff.manager(Department::Marketing).id.0;
    let id = AgreementVersionId(work.new_id());
    let state = match signed.superseded_at {
        Some(_) => State::Superseded,
        None => State::Active,
    };
    let row = version::Model {
        id: id.0,
        agreement_id: agreement.0,
        number: Some(signed.number),
        state: state.key().to_owned(),
        content: serde_json::to_value(signed.content)?,
        based_on_id: signed.based_on.map(|version| version.0),
        effective_from: Some(at.date_naive()),
        review_by: now.date_naive().checked_add_days(Days::new(75)),
        drafted_at: at - TimeDelta::days(9),
        drafted_by: Some(by),
        updated_at: at - TimeDelta::days(6),
        updated_by: Some(by),
        proposed_at: Some(at - TimeDelta::days(6)),
        proposed_by: Some(by),
        signed_at: Some(at),
        in_force_at: Some(at),
        superseded_at: signed.superseded_at,
        withdrawn_at: None,
        withdrawn_by: None,
        version: 1,
    };
    version::Entity::insert(row.into_active_model().reset_all())
        .exec_without_returning(work.db())
        .await?;
    let signatures = (0..).zip(C::KIND.signers()).map(|(place, department)| {
        let row = signatures::Model {
            version_id: id.0,
            department: department.key().to_owned(),
            person_id: staff.manager(*department).id.0,
            at: at - TimeDelta::days(2 - place),
        };
        row.into_active_model().reset_all()
    });
    signatures::Entity::insert_many(signatures)
        .exec_without_returning(work.db())
        .await?;
    Ok(id)
}

/// Stores when the people of each department are there: marketing with a break at noon, sales and service longer.
pub(super) async fn calendars(work: &Work<'_>, staff: &Staff, now: DateTime<Utc>) -> Result<(), Fault> {
    let split = [Window::hours(9, 12), Window::hours(13, 18)];
    let hours = [
        (Department::Marketing, "Marketing", split.as_slice()),
        (Department::Sales, "Field sales", &[Window::hours(8, 18)]),
        (Department::Service, "Service desk", &[Window::hours(7, 19)]),
    ];
    let said_at = now - TimeDelta::days(739);
    let mut rows = Vec::new();
    for (department, name, windows) in hours {
        let working = DayOfWeek::ALL.iter().take(5);
        let content = Calendar {
            name: name.to_owned(),
            week: working.map(|day| (*day, windows.to_vec())).collect(),
            ..Calendar::office_hours(TIME_ZONE)
        };
        let row = calendar::Model {
            department: department.key().to_owned(),
            calendar: serde_json::to_value(content)?,
            updated_at: said_at,
            updated_by: Some(staff.manager(department).id.0),
            version: 1,
        };
        rows.push(row.into_active_model().reset_all());
    }
    calendar::Entity::insert_many(rows)
        .exec_without_returning(work.db())
        .await?;
    Ok(())
}
