//! An agreement in the hands of a command: locked, given to the rules, and written back.

use chrono::{DateTime, NaiveTime, Utc};
use model::{
    Failure,
    activity::Fact,
    agreement::{Agreement, AgreementVersion, Entry, Now, State},
    agreements::Standing,
    values::ids::{AgreementId, AgreementVersionId},
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};

use super::{
    entity, kinds,
    versions::{entity as versions, signatures},
};
use crate::{
    Fault, Work,
    jobs::{Job, queue},
    platform::{organisation, people},
    work::Recorded,
};

/// An agreement with all its versions, for this transaction alone.
pub(super) struct Held {
    pub id: AgreementId,
    /// What people call it, as within a sentence.
    pub name: String,
    agreement: Agreement,
    stored: Agreement,
    now: Now,
    zone: model::values::Zone,
}

impl Held {
    pub async fn of(work: &Work<'_>, agreement: AgreementId) -> Result<Self, Fault> {
        let row = entity::locked(work.db(), agreement).await?;
        let rows: Vec<versions::Row> = versions::rows()
            .filter(versions::Column::AgreementId.eq(agreement.0))
            .into_model()
            .all(work.db())
            .await?;
        let mut signed = signatures::of(work.db(), rows.iter().map(|row| row.id)).await?;
        let versions = rows
            .iter()
            .map(|row| row.version(signed.remove(&row.id).unwrap_or_default()))
            .collect::<Result<_, _>>()?;
        let agreement_held = Agreement::of(row.kind()?, versions);
        let organisation = organisation::get(work.db()).await?;
        let zone = people::zone_around(&organisation.time_zone, work.now());
        Ok(Self {
            id: agreement,
            name: row.name,
            stored: agreement_held.clone(),
            agreement: agreement_held,
            now: Now {
                at: work.now(),
                day: zone.day(work.now()),
            },
            zone,
        })
    }

    /// The agreement of a version.
    pub async fn of_version(work: &Work<'_>, version: AgreementVersionId) -> Result<Self, Fault> {
        let row: Option<versions::Row> = versions::rows()
            .filter(versions::Column::Id.eq(version.0))
            .into_model()
            .one(work.db())
            .await?;
        let row = row.ok_or(Failure::NotFound)?;
        Self::of(work, AgreementId(row.agreement_id)).await
    }

    pub const fn agreement(&self) -> &Agreement {
        &self.agreement
    }

    /// Takes a step by the rules.
    pub fn step<T>(&mut self, step: impl FnOnce(&mut Agreement, Now) -> Result<T, Failure>) -> Result<T, Failure> {
        step(&mut self.agreement, self.now)
    }

    /// Takes a step with a version that somebody was looking at; who looked at another edition is told who changed it.
    pub async fn step_with<T>(
        &mut self,
        work: &Work<'_>,
        id: AgreementVersionId,
        step: impl FnOnce(&mut Agreement, Now) -> Result<T, Failure>,
    ) -> Result<T, Fault> {
        let mut conflict = match self.step(step) {
            Ok(done) => return Ok(done),
            Err(Failure::Conflict(conflict)) => conflict,
            Err(other) => return Err(other.into()),
        };
        if let Some(person) = self.version(id)?.moments.changed.by {
            let names = people::names(work.db(), [person.0]).await?;
            conflict.by = names.get(&person.0).cloned();
        }
        Err(Failure::Conflict(conflict).into())
    }

    /// The version after the steps that were taken.
    pub fn version(&self, id: AgreementVersionId) -> Result<&AgreementVersion, Fault> {
        self.agreement.version(id).ok_or_else(|| Failure::NotFound.into())
    }

    pub fn number(&self, id: AgreementVersionId) -> Option<i32> {
        self.agreement.version(id).and_then(|version| version.number)
    }

    pub fn standing(&self, id: AgreementVersionId) -> Result<Standing, Fault> {
        let version = self.version(id)?;
        Ok(Standing {
            agreement: self.id,
            version: id,
            number: version.number,
            state: version.state,
            edition: version.edition,
        })
    }

    /// The moment at which a version's day begins on the organisation's clocks.
    pub fn day_begins(&self, version: &AgreementVersion) -> Option<DateTime<Utc>> {
        let day = version.terms?.effective_from;
        Some(self.zone.moment(day.and_time(NaiveTime::MIN)))
    }

    /// Writes what the steps changed. What is no longer in force goes first: the database never sees two that are.
    pub async fn store(&self, work: &Work<'_>) -> Result<(), Fault> {
        let changed = self.agreement.versions().iter().filter_map(|version| {
            let stored = self.stored.version(version.id)?;
            (stored != version).then_some((stored, version))
        });
        let mut changed: Vec<_> = changed.collect();
        changed.sort_by_key(|(_, version)| version.state == State::Active);
        for (stored, version) in changed {
            write(work, version).await?;
            write_signatures(work, stored, version).await?;
        }
        Ok(())
    }

    /// Asks for a signed version to be brought into force on its day.
    pub async fn await_its_day(&self, work: &Work<'_>, id: AgreementVersionId) -> Result<(), Fault> {
        if let Some(at) = self.day_begins(self.version(id)?) {
            let job = Job::BringIntoForce { agreement: self.id };
            queue::enqueue_at(work, &job, at).await?;
        }
        Ok(())
    }

    /// Tells what came into force and what was overtaken, and lets the kind do what follows.
    pub async fn entered(&self, work: &mut Work<'_>, entry: Entry) -> Result<Recorded, Fault> {
        let number = self.number(entry.entered).unwrap_or_default();
        for version in entry.overtaken {
            work.record(Fact::AgreementWithdrawn {
                agreement: self.id,
                version,
                name: self.name.clone(),
                number: self.number(version),
                overtaken_by: Some(number),
            });
        }
        kinds::came_into_force(work, self.agreement.kind(), entry.entered).await?;
        Ok(work.record(Fact::AgreementInForce {
            agreement: self.id,
            version: entry.entered,
            name: self.name.clone(),
            number,
            replaces: entry.replaced.and_then(|replaced| self.number(replaced)),
        }))
    }
}

async fn write(work: &Work<'_>, version: &AgreementVersion) -> Result<(), Fault> {
    let moments = version.moments;
    let row = versions::ActiveModel {
        id: Set(version.id.0),
        number: Set(version.number),
        state: Set(version.state.key().to_owned()),
        effective_from: Set(version.terms.map(|terms| terms.effective_from)),
        review_by: Set(version.terms.map(|terms| terms.review_by)),
        updated_at: Set(moments.changed.at),
        updated_by: Set(moments.changed.by.map(|person| person.0)),
        proposed_at: Set(moments.proposed.map(|act| act.at)),
        proposed_by: Set(moments.proposed.and_then(|act| act.by).map(|person| person.0)),
        signed_at: Set(moments.signed),
        in_force_at: Set(moments.in_force),
        superseded_at: Set(moments.superseded),
        withdrawn_at: Set(moments.withdrawn.map(|act| act.at)),
        withdrawn_by: Set(moments.withdrawn.and_then(|act| act.by).map(|person| person.0)),
        version: Set(version.edition.0),
        ..Default::default()
    };
    versions::Entity::update(row).exec(work.db()).await?;
    Ok(())
}

async fn write_signatures(work: &Work<'_>, stored: &AgreementVersion, version: &AgreementVersion) -> Result<(), Fault> {
    let void = stored
        .signatures
        .iter()
        .any(|signature| !version.signatures.contains(signature));
    if void {
        signatures::Entity::delete_many()
            .filter(signatures::Column::VersionId.eq(version.id.0))
            .exec(work.db())
            .await?;
    }
    for signature in &version.signatures {
        if void || !stored.signatures.contains(signature) {
            let row = signatures::ActiveModel {
                version_id: Set(version.id.0),
                department: Set(signature.department.key().to_owned()),
                person_id: Set(signature.person.0),
                at: Set(signature.at),
            };
            signatures::Entity::insert(row)
                .exec_without_returning(work.db())
                .await?;
        }
    }
    Ok(())
}
