//! Blind samples: stored with what each department said, and shown to each as far as it may see.

pub(crate) mod answers;
mod classify;
mod draw;
pub(crate) mod drawn;
mod lead;
pub(crate) mod sample;
mod show;

use std::collections::HashMap;

use model::{
    Actor, Department, Failure, Refusal,
    agreement::{LEAD_DEFINITION, State},
    leads::{
        definitions::blind::{
            Sample,
            show::{SampleAgreement, SampleAnswer, SampleLead, SampleProgress, ShownSample, is_open},
        },
        rules::LeadRule,
    },
    values::ids::{AgreementVersionId, LeadId},
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

use crate::{
    Fault,
    agreements::versions::entity as versions,
    leads::chain::{
        entity::{Column, Entity},
        rows,
    },
};

/// The sample of a version.
async fn find(db: &impl ConnectionTrait, version: AgreementVersionId) -> Result<(sample::Model, Sample), Fault> {
    let row = sample::Entity::find_by_id(version.0)
        .one(db)
        .await?
        .ok_or(Failure::NotFound)?;
    let leads = drawn::Entity::find()
        .filter(drawn::Column::VersionId.eq(version.0))
        .all(db)
        .await?;
    let answers = answers::Entity::find()
        .filter(answers::Column::VersionId.eq(version.0))
        .all(db)
        .await?;
    let answers = answers.into_iter().filter_map(|row| {
        let department = Department::from_key(&row.department)?;
        Some((department, LeadId(row.lead_id), row.qualified))
    });
    let sample = Sample::of(leads.into_iter().map(|row| LeadId(row.lead_id)), answers);
    Ok((row, sample))
}

/// The version of the lead definition, and where it stands.
async fn version_of(db: &impl ConnectionTrait, version: AgreementVersionId) -> Result<(versions::Model, State), Fault> {
    let row = versions::Entity::find_by_id(version.0)
        .filter(versions::Column::AgreementId.eq(LEAD_DEFINITION.0))
        .one(db)
        .await?
        .ok_or(Failure::NotFound)?;
    let state = State::from_key(&row.state)
        .ok_or_else(|| Fault::Stored(format!("version {version} is in no state that is known")))?;
    Ok((row, state))
}

/// Refuses what comes too late: departments say what they mean before they sign.
async fn not_signed_yet(db: &impl ConnectionTrait, version: AgreementVersionId) -> Result<(), Fault> {
    let (_, state) = version_of(db, version).await?;
    if is_open(state) {
        Ok(())
    } else {
        Err(Refusal::from(LeadRule::SampleTooLate).into())
    }
}

/// The sample as somebody may see it: the answers of his own department, and of others once both are through. Who cannot
/// classify any more, because `open` is over, sees what was compared.
async fn told(
    db: &impl ConnectionTrait,
    row: &sample::Model,
    sample: &Sample,
    open: bool,
    viewer: &Actor,
) -> Result<ShownSample, Fault> {
    let ids = sample.leads().iter().map(|lead| lead.0);
    let found = Entity::find().filter(Column::Id.is_in(ids)).all(db).await?;
    let known: HashMap<Uuid, _> = rows::told(db, found)
        .await?
        .into_iter()
        .map(|row| (row.lead.id.0, row))
        .collect();
    let seen = |of: Department| {
        let own = viewer.department().and_then(|viewer| sample.seen_by(viewer, of));
        // Who belongs to no department sees what is compared already.
        let classifies = open && viewer.department().is_some();
        let compared = || {
            sample
                .seen_by(of, of)
                .filter(|_| !classifies && is_revealed(sample, of))
        };
        own.or_else(compared)
    };
    let leads = sample.leads().iter().filter_map(|lead| {
        let row = known.get(&lead.0)?;
        let answers = Department::ALL.into_iter().filter_map(|department| {
            let qualified = *seen(department)?.get(lead)?;
            Some(SampleAnswer { department, qualified })
        });
        Some(SampleLead {
            lead: *lead,
            contact_name: row.contact_name.clone(),
            account: row.lead.account,
            account_name: row.account_name.clone(),
            answers: answers.collect(),
        })
    });
    let divergences = sample.divergences().into_iter();
    Ok(ShownSample {
        version: AgreementVersionId(row.version_id),
        drawn_at: row.drawn_at,
        seed: row.seed.and_then(|seed| u32::try_from(seed).ok()),
        leads: leads.collect(),
        departments: Department::ALL
            .into_iter()
            .map(|department| SampleProgress {
                department,
                classified: sample.classified(department),
                is_through: sample.is_through(department),
            })
            .collect(),
        agreement: divergences
            // Who still classifies learns nothing of what others said.
            .filter(|(first, second, _)| seen(*first).is_some() && seen(*second).is_some())
            .map(|(first, second, divergence)| SampleAgreement {
                first,
                second,
                divergence,
            })
            .collect(),
    })
}

/// Whether what a department said has been compared with another one.
fn is_revealed(sample: &Sample, of: Department) -> bool {
    let divergences = sample.divergences();
    divergences
        .iter()
        .any(|(first, second, _)| *first == of || *second == of)
}
