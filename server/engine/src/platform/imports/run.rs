//! Some rows of a file become records: one way for the job, the command line and the dry run.
//!
//! What is there already is looked up with a few queries for all rows together, decided row by row in memory, and
//! written with a few statements.

pub(super) mod accounts;
mod activities;
pub(super) mod contacts;
pub(super) mod deals;
mod finder;
mod links;
mod owners;
pub(super) mod people;
pub(super) mod pool;
pub(super) mod rollups;

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use model::{
    Complaint, Department,
    activity::Fact,
    journey::{Stage, Stages},
    platform::imports::{
        CellProblem, Mapping, Report, Row, RowOutcome, RowReader, RowReading, SkipReason, Subject, operations::ReadRow,
    },
    values::{Currency, Zone, ids::AgreementVersionId},
};
use sea_orm::{ActiveValue::Set, ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter};
use uuid::Uuid;

use super::{
    entity, links as link_rows,
    rows::{self, Before, Noted},
};
use crate::{Fault, Work, accounts::external_keys, journey::in_force, platform::organisation};

/// What some rows came to.
pub struct Ran {
    /// The counts and problems.
    pub report: Report,
    /// What happened.
    pub facts: Vec<Fact>,
}

/// Imports rows that follow each other. Everything is written into the transaction of the work.
pub async fn run(
    work: &Work<'_>,
    import: &entity::Model,
    mapping: &Mapping,
    source_rows: &[ReadRow],
) -> Result<Ran, Fault> {
    let organisation = organisation::get(work.db()).await?;
    let currency = organisation
        .currency
        .parse()
        .map_err(|_unread| Fault::Stored("the organisation's currency".to_owned()))?;
    let journey = work.journey().await?;
    let mut chunk = Chunk {
        work,
        import,
        mapping,
        first: in_force::first(&journey.stages)?.clone(),
        stages: journey.stages.clone(),
        journey_version: journey.version,
        zone: super::zone_of_files(&organisation.time_zone),
        currency,
        results: Vec::with_capacity(source_rows.len()),
        facts: Vec::new(),
        keys: Vec::new(),
    };
    let taken = chunk.read(source_rows);
    match mapping.subject {
        Subject::Owners => owners::run(&mut chunk, taken).await?,
        Subject::Accounts => accounts::run(&mut chunk, taken).await?,
        Subject::Contacts => contacts::run(&mut chunk, taken).await?,
        Subject::Deals => deals::run(&mut chunk, taken).await?,
        Subject::Activities => activities::run(&mut chunk, taken).await?,
        Subject::Links => links::run(&mut chunk, taken).await?,
    }
    chunk.finish().await
}

/// The rows at hand with everything that is known about them.
pub(super) struct Chunk<'a> {
    work: &'a Work<'a>,
    import: &'a entity::Model,
    mapping: &'a Mapping,
    stages: Stages,
    /// The version of the journey in force.
    journey_version: Option<AgreementVersionId>,
    /// The stage where accounts begin.
    first: Stage,
    zone: Zone,
    currency: Currency,
    results: Vec<RowResult>,
    facts: Vec<Fact>,
    /// Keys of the other system that records got.
    keys: Vec<external_keys::Model>,
}

/// What becomes of one row.
struct RowResult {
    number: u64,
    line: u64,
    outcome: RowOutcome,
    record: Option<Uuid>,
    left_version: Option<i32>,
    before: Before,
    problems: Vec<CellProblem>,
}

impl Chunk<'_> {
    fn db(&self) -> &DatabaseTransaction {
        self.work.db()
    }

    fn now(&self) -> DateTime<Utc> {
        self.work.now()
    }

    fn new_id(&self) -> Uuid {
        self.work.new_id()
    }

    /// Who brought the file in.
    fn by(&self) -> Option<Uuid> {
        self.import.started_by
    }

    fn source(&self) -> &str {
        &self.import.source
    }

    /// Reads the rows; what cannot be used is settled already.
    fn read(&mut self, source_rows: &[ReadRow]) -> Vec<(usize, Row)> {
        let reader = RowReader::new(self.mapping);
        let mut taken = Vec::with_capacity(source_rows.len());
        for source_row in source_rows {
            let (outcome, problems) = match &source_row.cells {
                Err(complaint) => {
                    let problem = CellProblem {
                        column: String::new(),
                        field: String::new(),
                        value: String::new(),
                        complaint: complaint.clone(),
                    };
                    (RowOutcome::Refused, vec![problem])
                }
                Ok(cells) => match reader.read(cells) {
                    RowReading::Taken { row, warnings } => {
                        taken.push((self.results.len(), *row));
                        (RowOutcome::Unchanged, warnings)
                    }
                    RowReading::Refused { problems } => (RowOutcome::Refused, problems),
                    RowReading::Left(reason) => (RowOutcome::Skipped(reason), Vec::new()),
                },
            };
            self.results.push(RowResult {
                number: source_row.number,
                line: source_row.line,
                outcome,
                record: None,
                left_version: None,
                before: Before::default(),
                problems,
            });
        }
        taken
    }

    /// The result of a row. Every place comes from [`Chunk::read`].
    fn at(&mut self, place: usize) -> Result<&mut RowResult, Fault> {
        self.results
            .get_mut(place)
            .ok_or_else(|| Fault::Machine("a row without a result".to_owned()))
    }

    /// Notes that a value was left out.
    fn warn(&mut self, place: usize, field: &str, value: &str, complaint: Complaint) -> Result<(), Fault> {
        let column = self
            .mapping
            .columns
            .iter()
            .find(|column| column.field.as_deref() == Some(field))
            .map(|column| column.header.clone())
            .unwrap_or_default();
        let problem = CellProblem {
            column,
            field: field.to_owned(),
            value: value.chars().take(80).collect(),
            complaint,
        };
        self.at(place)?.problems.push(problem);
        Ok(())
    }

    fn skip(&mut self, place: usize, reason: SkipReason) -> Result<(), Fault> {
        self.at(place)?.outcome = RowOutcome::Skipped(reason);
        Ok(())
    }

    /// Refuses a row for one of its values.
    fn refuse(&mut self, place: usize, field: &str, value: &str, complaint: Complaint) -> Result<(), Fault> {
        self.warn(place, field, value, complaint)?;
        self.at(place)?.outcome = RowOutcome::Refused;
        Ok(())
    }

    /// The records that the other system calls by these keys.
    async fn records_of(&self, subject: &str, keys: Vec<&str>) -> Result<HashMap<String, Uuid>, Fault> {
        if keys.is_empty() {
            return Ok(HashMap::new());
        }
        let found = external_keys::Entity::find()
            .filter(external_keys::Column::Source.eq(self.source()))
            .filter(external_keys::Column::Subject.eq(subject))
            .filter(external_keys::Column::Key.is_in(keys))
            .all(self.db())
            .await?;
        Ok(found.into_iter().map(|row| (row.key, row.record_id)).collect())
    }

    /// What the other system calls these records.
    async fn keys_of(&self, subject: &str, records: Vec<Uuid>) -> Result<HashMap<Uuid, Vec<String>>, Fault> {
        let mut keys: HashMap<Uuid, Vec<String>> = HashMap::new();
        if records.is_empty() {
            return Ok(keys);
        }
        let found = external_keys::Entity::find()
            .filter(external_keys::Column::RecordId.is_in(records))
            .filter(external_keys::Column::Source.eq(self.source()))
            .filter(external_keys::Column::Subject.eq(subject))
            .all(self.db())
            .await?;
        for row in found {
            keys.entry(row.record_id).or_default().push(row.key);
        }
        Ok(keys)
    }

    /// What the other system says that records belong to: by the key of the record, what and by which key.
    async fn links_of(
        &self,
        subject: Subject,
        keys: Vec<&str>,
    ) -> Result<HashMap<String, Vec<(Subject, String)>>, Fault> {
        let mut links: HashMap<String, Vec<(Subject, String)>> = HashMap::new();
        if keys.is_empty() {
            return Ok(links);
        }
        let found = link_rows::Entity::find()
            .filter(link_rows::Column::Source.eq(self.source()))
            .filter(link_rows::Column::OtherSubject.eq(subject.key()))
            .filter(link_rows::Column::OtherKey.is_in(keys))
            .all(self.db())
            .await?;
        for row in found {
            if let Ok(one) = row.one_subject.parse() {
                links.entry(row.other_key).or_default().push((one, row.one_key));
            }
        }
        for ends in links.values_mut() {
            ends.sort();
        }
        Ok(links)
    }

    /// The department of who brought the file in.
    async fn own_department(&self) -> Result<Option<Department>, Fault> {
        let Some(by) = self.by() else { return Ok(None) };
        let person = crate::platform::people::entity::Entity::find_by_id(by)
            .one(self.db())
            .await?;
        Ok(person.and_then(|person| person.department()))
    }

    /// Writes what became of the rows.
    async fn finish(self) -> Result<Ran, Fault> {
        let db = self.work.db();
        insert_many::<external_keys::Entity, _, _>(db, self.keys).await?;
        let mut report = Report::default();
        let mut stored = Vec::with_capacity(self.results.len());
        for result in self.results {
            let noted = (!result.problems.is_empty()).then(|| Noted {
                line: result.line,
                problems: result.problems.clone(),
            });
            let before = (!result.before.is_empty()).then_some(&result.before);
            stored.push(rows::ActiveModel {
                import_id: Set(self.import.id),
                row_number: Set(row_number(result.number)?),
                outcome: Set(result.outcome.key().to_owned()),
                record_id: Set(result.record),
                left_version: Set(result.left_version),
                before: Set(before.map(serde_json::to_value).transpose()?),
                problems: Set(noted.map(serde_json::to_value).transpose()?),
            });
            report.count(result.number, result.line, result.outcome, result.problems);
        }
        insert_many::<rows::Entity, _, _>(db, stored).await?;
        Ok(Ran {
            report,
            facts: self.facts,
        })
    }
}

/// The number of a row as its table keeps it.
pub(super) fn row_number(number: u64) -> Result<i32, Fault> {
    i32::try_from(number).map_err(|_too_many| Fault::Machine("more rows than anybody can count".to_owned()))
}

/// The most values of one statement; SQLite takes 32,766.
const MOST_VALUES: usize = 30_000;

/// Inserts rows with as few statements as the database takes.
async fn insert_many<E, A, M>(db: &DatabaseTransaction, models: Vec<M>) -> Result<(), Fault>
where
    E: EntityTrait,
    A: sea_orm::ActiveModelTrait<Entity = E>,
    M: sea_orm::IntoActiveModel<A> + Clone,
{
    use sea_orm::Iterable as _;
    let at_once = MOST_VALUES / E::Column::iter().count().max(1);
    for some in models.chunks(at_once) {
        E::insert_many(some.iter().cloned().map(M::into_active_model))
            .exec_without_returning(db)
            .await?;
    }
    Ok(())
}
