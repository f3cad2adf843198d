//! The work of the worker, and of a command line that needs none: import, try, take back.

use model::{
    Failure, Refusal,
    platform::imports::{
        ImportState,
        operations::{FailImport, Next, RunChunk, TryImport, UndoChunk},
    },
    values::ids::ImportId,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect};

use super::{entity, receive::unreadable, rows, stream::Rows};
use crate::{Caller, Engine, Fault, perform};

/// How often rows are tried again that others were faster with.
const TRIES: u32 = 5;

/// How far a job has come, and what it is told: rows done, rows in all.
pub type Progress<'a> = &'a (dyn Fn(u64, u64) + Sync);

/// Imports the rows of a file from where an earlier run broke off.
pub async fn run(engine: &Engine, import: ImportId, progress: Progress<'_>) -> Result<(), Fault> {
    let Some(row) = entity::Entity::find_by_id(import.0).one(engine.store.reader()).await? else {
        return Ok(());
    };
    if row.state()? != ImportState::Running {
        return Ok(());
    }
    let total = row.seen()?.map_or(0, |seen| seen.rows);
    let mut done = stored(engine, import).await?;
    'again: loop {
        let mut file = Rows::of(engine, import, done + 1..);
        let mut batch = match file.next().await {
            None => Vec::new(),
            Some(Ok(batch)) => batch,
            Some(Err(fault)) => return fail(engine, import, unreadable(fault)).await,
        };
        loop {
            let following = match file.next().await {
                None => None,
                Some(Ok(following)) => Some(following),
                Some(Err(fault)) => return fail(engine, import, unreadable(fault)).await,
            };
            let last = following.is_none();
            let after = batch.last().map_or(done, |row| row.number);
            let chunk = RunChunk {
                import,
                rows: batch,
                last,
            };
            match chunk_run(engine, chunk).await? {
                Next::Nothing => {
                    progress(after, total);
                    return Ok(());
                }
                Next::After(row) if row == after => {
                    done = after;
                    progress(done, total);
                }
                // Somebody else is at it as well: go on behind what is done.
                Next::After(row) => {
                    done = row;
                    continue 'again;
                }
            }
            batch = following.unwrap_or_default();
        }
    }
}

async fn chunk_run(engine: &Engine, chunk: RunChunk) -> Result<Next, Fault> {
    let caller = Caller::system(&format!("import {}", chunk.import));
    let mut tries = 1;
    loop {
        // Only a failure that another try can mend is worth one.
        match perform(engine, &caller, chunk.clone()).await {
            Ok(performed) => return Ok(performed.output),
            Err(Failure::Internal { .. } | Failure::Unavailable) if tries < TRIES => tries += 1,
            Err(failure) => return Err(failure.into()),
        }
    }
}

async fn fail(engine: &Engine, import: ImportId, fault: Fault) -> Result<(), Fault> {
    let Fault::Failure(Failure::Refused(Refusal::UnreadableFile { reason })) = fault else {
        return Err(fault);
    };
    give_up(engine, import, &reason).await
}

/// Says that an import cannot go on.
pub async fn give_up(engine: &Engine, import: ImportId, reason: &str) -> Result<(), Fault> {
    let caller = Caller::system(&format!("import {import}"));
    let failed = FailImport {
        import,
        reason: reason.to_owned(),
    };
    match perform(engine, &caller, failed).await {
        // It ended some other way meanwhile.
        Ok(_) | Err(Failure::Refused(_) | Failure::NotFound) => Ok(()),
        Err(failure) => Err(failure.into()),
    }
}

/// The last row that was imported.
async fn stored(engine: &Engine, import: ImportId) -> Result<u64, Fault> {
    let last: Option<Option<i32>> = rows::Entity::find()
        .select_only()
        .column_as(rows::Column::RowNumber.max(), "last")
        .filter(rows::Column::ImportId.eq(import.0))
        .into_tuple()
        .one(engine.store.reader())
        .await?;
    Ok(last.flatten().and_then(|last| u64::try_from(last).ok()).unwrap_or(0))
}

/// Tries an import that was too large to be tried while somebody waits.
pub async fn try_out(engine: &Engine, import: ImportId) -> Result<(), Fault> {
    let caller = Caller::system(&format!("import {import}"));
    match perform(engine, &caller, TryImport { import }).await {
        Ok(_) | Err(Failure::Refused(Refusal::ImportNotReady { .. }) | Failure::NotFound) => Ok(()),
        Err(failure) => Err(failure.into()),
    }
}

/// Takes an import back, from where an earlier run broke off.
pub async fn undo(engine: &Engine, import: ImportId) -> Result<(), Fault> {
    let caller = Caller::system(&format!("import {import}"));
    while perform(engine, &caller, UndoChunk { import }).await?.output {}
    Ok(())
}
