//! Import: files of accounts, contacts, deals and what belongs to them come in in parts, are looked at, mapped, tried,
//! imported by a job in small transactions, and taken back.

pub mod entity;
pub mod job;
mod links;
mod mapping;
pub mod parts;
pub mod reading;
mod receive;
pub mod rows;
mod run;
mod run_chunk;
mod show;
mod start;
mod stream;
mod trial;
mod undo;

use chrono::{DateTime, TimeDelta, Utc};
use model::{
    Refusal,
    activity::Fact,
    platform::imports::{Import, ImportState, Mapping, Report, SeenColumn, Subject, Undone, mapping::Confidence},
    values::{
        Zone,
        day::DayGuess,
        ids::{ImportId, PersonId},
    },
};
use reading::Shape;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QuerySelect, QueryTrait,
};
use serde::{Deserialize, Serialize};
pub use show::imported;
pub use stream::{ProblemRows, Rows, problem_rows};

use crate::{Fault, Work, store, work::Recorded};

/// The fault of a chunk that another transaction was faster than: the same rows are tried again.
const AGAIN: &str = "somebody else changed a record that the rows are about";

/// What a file looks like, with what its columns probably mean.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seen {
    /// Encoding, separators, headers, samples.
    pub shape: Shape,
    /// Rows without the header.
    pub rows: u64,
    /// How sure the guess about each column is.
    pub confidence: Vec<Option<Confidence>>,
    /// What its days tell about their order.
    pub days: DayGuess,
}

/// What came of an import so far.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Story {
    /// What a dry run came to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trial: Option<Report>,
    /// What became of the rows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub run: Option<Report>,
    /// What taking it back came to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub undone: Option<Undone>,
    /// Rows from this one on have been taken back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub undone_from: Option<i32>,
    /// Key of the reason why it failed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub failure: Option<String>,
}

impl entity::Model {
    /// How far it has come.
    pub fn state(&self) -> Result<ImportState, Fault> {
        ImportState::from_key(&self.state).ok_or_else(|| Fault::Stored(format!("state {}", self.state)))
    }

    /// What its rows are, once that is known.
    pub fn subject(&self) -> Option<Subject> {
        self.subject.parse().ok()
    }

    /// What its file looks like, once it is here.
    pub fn seen(&self) -> Result<Option<Seen>, Fault> {
        Ok(self.shape.clone().map(serde_json::from_value).transpose()?)
    }

    /// What its columns mean, once the file is here.
    pub fn mapping(&self) -> Result<Option<Mapping>, Fault> {
        Ok(self.mapping.clone().map(serde_json::from_value).transpose()?)
    }

    /// What came of it so far.
    pub fn story(&self) -> Result<Story, Fault> {
        Ok(match &self.report {
            Some(story) => serde_json::from_value(story.clone())?,
            None => Story::default(),
        })
    }
}

/// The import, locked until the transaction ends, if the actor may see it.
async fn locked(work: &Work<'_>, import: ImportId) -> Result<entity::Model, Fault> {
    let mut query = entity::Entity::find_by_id(import.0);
    if store::kind_of(work.db()) == store::Kind::Postgres {
        query = query.lock_exclusive();
    }
    let row = query.one(work.db()).await?.ok_or(model::Failure::NotFound)?;
    let by = row.started_by.map(PersonId);
    if model::access::may(work.actor(), model::access::Action::UndoImport { by }) {
        Ok(row)
    } else {
        // Whether there is an import that one may not see is not said.
        Err(model::Failure::NotFound.into())
    }
}

/// Refuses what the state of an import does not allow.
fn require(row: &entity::Model, allowed: impl FnOnce(ImportState) -> bool) -> Result<ImportState, Fault> {
    let state = row.state()?;
    if allowed(state) {
        Ok(state)
    } else {
        Err(Refusal::ImportNotReady {
            state: state.key().to_owned(),
        }
        .into())
    }
}

/// What changes about an import in one step.
#[derive(Default)]
struct Step {
    state: Option<ImportState>,
    subject: Option<Subject>,
    seen: Option<Seen>,
    mapping: Option<Mapping>,
    story: Option<Story>,
    source: Option<String>,
    job: Option<model::values::ids::JobId>,
}

/// Stores one step of an import.
async fn store_step(work: &Work<'_>, row: &mut entity::Model, step: Step) -> Result<(), Fault> {
    if let Some(state) = step.state {
        state.key().clone_into(&mut row.state);
    }
    if let Some(subject) = step.subject {
        subject.key().clone_into(&mut row.subject);
    }
    if let Some(seen) = step.seen {
        row.shape = Some(serde_json::to_value(seen)?);
    }
    if let Some(mapping) = step.mapping {
        row.mapping = Some(serde_json::to_value(mapping)?);
    }
    if let Some(story) = step.story {
        row.report = Some(serde_json::to_value(story)?);
    }
    if let Some(source) = step.source {
        row.source = source;
    }
    if let Some(job) = step.job {
        row.job_id = Some(job.0);
    }
    row.updated_at = work.now();
    row.version += 1;
    let changed = entity::ActiveModel {
        id: Set(row.id),
        state: Set(row.state.clone()),
        subject: Set(row.subject.clone()),
        bytes: Set(row.bytes),
        shape: Set(row.shape.clone()),
        mapping: Set(row.mapping.clone()),
        report: Set(row.report.clone()),
        source: Set(row.source.clone()),
        job_id: Set(row.job_id),
        updated_at: Set(row.updated_at),
        version: Set(row.version),
        ..Default::default()
    };
    entity::Entity::update(changed).exec(work.db()).await?;
    Ok(())
}

/// Records that an import came a step further.
fn progressed(work: &mut Work<'_>, row: &entity::Model, step: &str) -> Recorded {
    work.record(Fact::ImportProgressed {
        import: ImportId(row.id),
        file: row.file_name.clone(),
        step: step.to_owned(),
    })
}

/// An import as it is shown.
async fn view(db: &impl ConnectionTrait, row: &entity::Model) -> Result<Import, Fault> {
    let seen = row.seen()?;
    let story = row.story()?;
    let started_by_name = name_of(db, row.started_by).await?;
    let (encoding, delimiter) = seen.as_ref().map_or_else(Default::default, |seen| {
        (seen.shape.encoding.clone(), seen.shape.delimiter.to_string())
    });
    let columns = seen.iter().flat_map(|seen| {
        let samples = seen
            .shape
            .samples
            .iter()
            .chain(std::iter::repeat(const { &Vec::new() }));
        let confidence = seen.confidence.iter().copied().chain(std::iter::repeat(None));
        let headers = seen.shape.headers.iter();
        headers
            .zip(samples)
            .zip(confidence)
            .map(|((header, samples), confidence)| SeenColumn {
                header: header.clone(),
                samples: samples.clone(),
                confidence,
            })
    });
    Ok(Import {
        id: ImportId(row.id),
        file_name: row.file_name.clone(),
        bytes: u64::try_from(row.bytes).unwrap_or(0),
        subject: row.subject(),
        source: row.source.clone(),
        state: row.state()?,
        rows: seen.as_ref().map_or(0, |seen| seen.rows),
        encoding,
        delimiter,
        columns: columns.collect(),
        days: seen.as_ref().map_or(DayGuess::NotNeeded, |seen| seen.days),
        mapping: row.mapping()?,
        trial: story.trial,
        report: story.run,
        undone: story.undone,
        failure: story.failure,
        started_by: row.started_by.map(PersonId),
        started_by_name,
        created_at: row.created_at,
        updated_at: row.updated_at,
    })
}

async fn name_of(db: &impl ConnectionTrait, person: Option<uuid::Uuid>) -> Result<Option<String>, DbErr> {
    use super::people::entity as people;
    let Some(person) = person else { return Ok(None) };
    people::Entity::find_by_id(person)
        .select_only()
        .column(people::Column::Name)
        .into_tuple()
        .one(db)
        .await
}

/// Files are kept this long for the rows that have to be mended; the undo needs no file and stays possible.
const KEPT_DAYS: i64 = 30;

/// Removes files that nobody needs any more, and what never arrived whole.
pub(crate) async fn sweep(engine: &crate::Engine) -> Result<(), Fault> {
    let now = engine.clock.now();
    let db = engine.store.writer();
    let over = entity::Entity::find()
        .select_only()
        .column(entity::Column::Id)
        .filter(
            Condition::any()
                .add(entity::Column::UpdatedAt.lt(now - TimeDelta::days(KEPT_DAYS)))
                .add(
                    Condition::all()
                        .add(entity::Column::State.eq(ImportState::Receiving.key()))
                        .add(entity::Column::UpdatedAt.lt(now - TimeDelta::days(1))),
                ),
        )
        .filter(entity::Column::State.is_not_in([ImportState::Running.key(), ImportState::Trying.key()]))
        .into_query();
    parts::Entity::delete_many()
        .filter(parts::Column::ImportId.in_subquery(over))
        .exec(db)
        .await?;
    Ok(())
}

/// The zone in which a file's days and times were written. Files go back further than screens.
fn zone_of_files(name: &str) -> Zone {
    let year = |year: i64| DateTime::<Utc>::from_timestamp((year - 1970) * 31_556_952, 0).unwrap_or_default();
    super::people::zone_between(name, year(1990), year(2040))
}
