//! The lead definitions that the demo company signed: an early one by points alone, and the one that took its place after
//! marketing and sales had classified the same leads.

use chrono::{DateTime, TimeDelta, Utc};
use model::{
    Department,
    agreement::LEAD_DEFINITION,
    criteria::{Condition, Criterion, Limit},
    leads::definitions::{LeadDefinition, blind::Sample},
    values::ids::{AgreementVersionId, LeadId},
};
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait as _, EntityTrait, IntoActiveModel as _, QueryFilter as _, QuerySelect as _,
};
use uuid::Uuid;

use super::{
    agreement::{BEGAN, Signed, store},
    dice::Dice,
    people::Staff,
};
use crate::{
    Fault, Work,
    leads::{
        chain::entity as lead,
        definitions::blind::{answers, drawn, sample},
    },
};

/// How many leads both departments classified.
const SIZE: usize = 30;
/// Nobody else throws these dice.
const OF_SAMPLES: u64 = 0x5a4d_504c;

/// The versions, and when the second one took the place of the first.
#[derive(Debug, Clone, Copy)]
pub(super) struct Definitions {
    early: AgreementVersionId,
    active: AgreementVersionId,
    since: DateTime<Utc>,
}

impl Definitions {
    /// The version that was in force at a moment; before the first one the leads of the demo are told by that too.
    pub(super) fn at(&self, when: DateTime<Utc>) -> AgreementVersionId {
        if when < self.since { self.early } else { self.active }
    }
}

/// By points alone: nobody asked what hurts.
fn early() -> LeadDefinition {
    LeadDefinition {
        meaning: "A qualified lead is a person at a company of the kind that buys from us, who has shown lately that \
                  somebody there is looking for a way out."
            .to_owned(),
        criteria: Criterion::All(vec![
            Condition::Fit(Limit::at_least(30)).into(),
            Condition::Engagement(Limit::at_least(40)).into(),
        ]),
        ..LeadDefinition::shipped()
    }
}

/// Stores both versions.
pub(super) async fn sign(work: &Work<'_>, staff: &Staff, now: DateTime<Utc>) -> Result<Definitions, Fault> {
    let since = now - TimeDelta::days(45);
    let first = Signed {
        content: early(),
        number: 1,
        based_on: None,
        at: now - BEGAN,
        superseded_at: Some(since),
    };
    let early = store(work, LEAD_DEFINITION, first, staff, now).await?;
    let second = Signed {
        content: LeadDefinition::shipped(),
        number: 2,
        based_on: Some(early),
        at: since,
        superseded_at: None,
    };
    let active = store(work, LEAD_DEFINITION, second, staff, now).await?;
    Ok(Definitions { early, active, since })
}

/// Stores what marketing and sales said of the same leads before they signed the second version. Nothing where there were
/// no leads yet.
pub(super) async fn classify(work: &Work<'_>, definitions: Definitions, staff: &Staff, seed: u64) -> Result<(), Fault> {
    let (version, drawn_at) = (definitions.active, definitions.since - TimeDelta::days(8));
    let seed = u32::try_from(seed & u64::from(u32::MAX)).unwrap_or_default();
    let there: Vec<(Uuid, Option<Uuid>)> = lead::Entity::find()
        .select_only()
        .columns([lead::Column::Id, lead::Column::DealId])
        .filter(lead::Column::CapturedAt.lt(drawn_at))
        .into_tuple()
        .all(work.db())
        .await?;
    let leads = Sample::draw(there.iter().map(|(lead, _)| LeadId(*lead)), SIZE, seed.into());
    if leads.leads().is_empty() {
        return Ok(());
    }
    let row = sample::Model {
        version_id: version.0,
        drawn_at,
        drawn_by: Some(staff.manager(Department::Marketing).id.0),
        seed: Some(seed.into()),
    };
    sample::Entity::insert(row.into_active_model().reset_all())
        .exec_without_returning(work.db())
        .await?;
    let rows = leads.leads().iter().map(|lead| {
        let row = drawn::Model {
            version_id: version.0,
            lead_id: lead.0,
        };
        row.into_active_model().reset_all()
    });
    drawn::Entity::insert_many(rows)
        .exec_without_returning(work.db())
        .await?;
    let became_deals = |lead: LeadId| there.iter().any(|(id, deal)| *id == lead.0 && deal.is_some());
    let said = (1_u32..).zip(leads.leads()).flat_map(|(place, lead)| {
        let mut dice = Dice::new(u64::from(seed) ^ OF_SAMPLES, u64::from(place));
        let marketing = dice.chance(if became_deals(*lead) { 72 } else { 28 });
        // Now and then sales means something else by it.
        let sales = marketing != dice.chance(14);
        let each = [(Department::Marketing, marketing, 0), (Department::Sales, sales, 1)];
        each.map(|(department, qualified, days)| answers::Model {
            version_id: version.0,
            lead_id: lead.0,
            department: department.key().to_owned(),
            qualified,
            person_id: Some(staff.manager(department).id.0),
            at: drawn_at + TimeDelta::days(days) + TimeDelta::seconds(40 * i64::from(place)),
        })
    });
    answers::Entity::insert_many(said.map(|row| row.into_active_model().reset_all()))
        .exec_without_returning(work.db())
        .await?;
    Ok(())
}
