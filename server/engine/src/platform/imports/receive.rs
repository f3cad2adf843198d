//! How a file comes in.

use model::{
    Failure, Refusal,
    access::{Action, may},
    activity::Fact,
    platform::imports::{
        FieldKind, Import, ImportState, Mapping, Subject,
        mapping::Confidence,
        operations::{AppendPart, CreateImport, DEFAULT_SOURCE, PART_BYTES, ReceiveImport},
    },
    values::ids::{ImportId, PersonId},
};
use sea_orm::{ActiveValue::Set, EntityTrait};

use super::{
    Seen, Step, entity, locked, parts, progressed,
    reading::{ReadFault, Shape},
    require, store_step, stream, view,
};
use crate::{Caller, Done, Engine, Fault, Handle, Work, work::Prepared};

impl Handle for CreateImport {
    async fn handle(self, work: &mut Work<'_>) -> Result<Done<ImportId>, Fault> {
        let id = work.new_id();
        let source = self
            .source
            .map_or_else(|| DEFAULT_SOURCE.to_owned(), |source| source.as_str().to_lowercase());
        let row = entity::ActiveModel {
            id: Set(id),
            subject: Set(self.subject.map(Subject::key).unwrap_or_default().to_owned()),
            file_name: Set(self.file_name.to_string()),
            bytes: Set(0),
            state: Set(ImportState::Receiving.key().to_owned()),
            shape: Set(None),
            mapping: Set(None),
            report: Set(None),
            source: Set(source),
            job_id: Set(None),
            started_by: Set(work.actor().person().map(|person| person.0)),
            created_at: Set(work.now()),
            updated_at: Set(work.now()),
            version: Set(1),
        };
        entity::Entity::insert(row).exec_without_returning(work.db()).await?;
        let fact = Fact::ImportProgressed {
            import: ImportId(id),
            file: self.file_name.to_string(),
            step: "receiving".to_owned(),
        };
        Ok(work.record(fact).with(ImportId(id)))
    }
}

impl Handle for AppendPart {
    async fn handle(self, work: &mut Work<'_>) -> Result<Done<()>, Fault> {
        let mut row = locked(work, self.import).await?;
        require(&row, |state| state == ImportState::Receiving)?;
        // Only the last part may be smaller: the next one says where the file goes on.
        if u64::try_from(row.bytes).unwrap_or(0) != u64::from(self.part) * PART_BYTES as u64 {
            return Err(Failure::field("part", model::Complaint::NoSuch).into());
        }
        row.bytes += i64::try_from(self.bytes.len()).unwrap_or(0);
        let part = parts::ActiveModel {
            import_id: Set(row.id),
            part: Set(super::run_chunk::number(u64::from(self.part))?),
            bytes: Set(self.bytes),
        };
        parts::Entity::insert(part).exec_without_returning(work.db()).await?;
        store_step(work, &mut row, Step::default()).await?;
        Ok(progressed(work, &row, "receiving").with(()))
    }
}

impl Handle for ReceiveImport {
    async fn prepare(&self, engine: &Engine, caller: &Caller) -> Result<Prepared, Fault> {
        // Looking takes long, so nobody makes the server look at what is not his.
        let row = entity::Entity::find_by_id(self.import.0)
            .one(engine.store.reader())
            .await?;
        let row = row.filter(|row| {
            may(
                &caller.actor,
                Action::UndoImport {
                    by: row.started_by.map(PersonId),
                },
            )
        });
        let row = row.ok_or(Failure::NotFound)?;
        require(&row, |state| state == ImportState::Receiving)?;
        let (shape, rows) = stream::examine(engine, self.import).await?.map_err(unreadable)?;
        Ok(Prepared::Examined(Box::new(Seen {
            shape,
            rows,
            confidence: Vec::new(),
            days: model::values::day::DayGuess::NotNeeded,
        })))
    }

    async fn handle(self, work: &mut Work<'_>) -> Result<Done<Import>, Fault> {
        let mut row = locked(work, self.import).await?;
        require(&row, |state| state == ImportState::Receiving)?;
        let Prepared::Examined(seen) = work.prepared() else {
            return Err(Fault::Machine("nobody looked at the file".to_owned()));
        };
        let subject = row
            .subject()
            .unwrap_or_else(|| guess_subject(&seen.shape, &row.file_name));
        let organisation = crate::platform::organisation::get(work.db()).await?;
        let (seen, mut mapping) = guess(*seen, subject);
        mapping.currency = organisation.currency.parse().ok();
        let step = Step {
            state: Some(ImportState::Mapping),
            subject: Some(subject),
            seen: Some(seen),
            mapping: Some(mapping),
            ..Step::default()
        };
        store_step(work, &mut row, step).await?;
        let import = view(work.db(), &row).await?;
        Ok(progressed(work, &row, "received").with(import))
    }
}

/// The refusal of a file that is no table.
pub fn unreadable(fault: ReadFault) -> Fault {
    match fault {
        ReadFault::RowTooLong { line } => Refusal::UnreadableFile {
            reason: format!("row_too_long:{line}"),
        }
        .into(),
        ReadFault::TooManyColumns(columns) => Refusal::UnreadableFile {
            reason: format!("too_many_columns:{columns}"),
        }
        .into(),
        ReadFault::Unreadable(error) => Fault::Machine(format!("a stored file cannot be read: {error}")),
        fault => Refusal::UnreadableFile {
            reason: fault.key().to_owned(),
        }
        .into(),
    }
}

/// What the columns probably mean, if the rows are this.
pub fn guess(seen: Seen, subject: Subject) -> (Seen, Mapping) {
    let guess = Mapping::guess(&seen.shape.headers, &seen.shape.samples, subject);
    let seen = Seen {
        confidence: guess.confidence,
        days: guess.days,
        ..seen
    };
    (seen, guess.mapping)
}

/// What the rows of a file probably are, from its headers, its first rows and its name.
fn guess_subject(shape: &Shape, file_name: &str) -> Subject {
    const NAMES: [(Subject, &[&str]); 5] = [
        (Subject::Contacts, &["contact", "person", "people", "kontakt"]),
        (Subject::Deals, &["deal", "opportunit"]),
        (
            Subject::Activities,
            &["engagement", "activit", "call", "meeting", "task", "note"],
        ),
        (Subject::Owners, &["owner", "user"]),
        (Subject::Accounts, &["account", "compan", "organi", "firm"]),
    ];
    let name = file_name.to_lowercase();
    let named = |subject: Subject| {
        NAMES
            .iter()
            .any(|(of, words)| *of == subject && words.iter().any(|word| name.contains(word)))
    };
    let mut best = (0, Subject::Accounts);
    let mut says_more = false;
    let mut can_link = false;
    for subject in Subject::ALL {
        let guess = Mapping::guess(&shape.headers, &shape.samples, subject);
        let mut mapping = guess.mapping;
        mapping.currency = Some(model::values::Currency::EUR);
        mapping.day_order = Some(model::values::DayOrder::DayFirst);
        if mapping.check(&shape.samples).is_err() {
            continue;
        }
        if subject == Subject::Links {
            can_link = true;
            continue;
        }
        let mut points = if named(subject) { 6 } else { 0 };
        for (column, confidence) in mapping.columns.iter().zip(&guess.confidence) {
            points += match confidence {
                None => 0,
                Some(Confidence::Weak) => 1,
                Some(Confidence::Likely) => 2,
                Some(Confidence::Sure) => 3,
            };
            let field = column.field.as_deref().and_then(|key| subject.field(key));
            says_more |= field.is_some_and(|field| !matches!(field.kind, FieldKind::Key | FieldKind::ActivityKind));
        }
        if points > best.0 {
            best = (points, subject);
        }
    }
    // Two keys and nothing that a record is made of are a link.
    if can_link && !says_more { Subject::Links } else { best.1 }
}
