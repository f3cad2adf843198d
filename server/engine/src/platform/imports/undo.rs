//! Takes an import back, the last rows first: what it made is removed, what it changed is as before. What somebody has
//! changed or used since is left alone.

mod standing;

use std::collections::{HashMap, HashSet};

use model::{
    Actor, Department,
    activity::Fact,
    journey::{Cause, Stages},
    platform::imports::{
        Import, ImportState, Undone,
        operations::{UndoChunk, UndoImport},
    },
    values::ids::{AccountId, ContactId, DealId, ImportId, TouchId},
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, DatabaseTransaction, EntityTrait, IntoActiveModel, PrimaryKeyTrait,
    QueryFilter, QueryOrder, QuerySelect,
};
use serde::de::DeserializeOwned;
use uuid::Uuid;

use super::{
    Step, Story, entity, links, locked, progressed, require,
    rows::{self, Before},
    run::{
        self,
        people::People,
        pool::{Record, overwrite},
        rollups,
    },
    store_step,
    stream::AT_ONCE,
    view,
};
use crate::{
    Done, Fault, Handle, Work,
    accounts::{self, contacts, deals, external_keys, members, signals, touches},
    jobs,
    journey::transitions,
    leads::pains::{evidence, triggers},
};

impl Handle for UndoImport {
    async fn handle(self, work: &mut Work<'_>) -> Result<Done<Import>, Fault> {
        let mut row = locked(work, self.import).await?;
        require(&row, ImportState::can_undo)?;
        let here = self.here && *work.actor() == Actor::System;
        let job = if here {
            None
        } else {
            Some(jobs::queue::enqueue(work, &jobs::Job::UndoImport { import: self.import }).await?)
        };
        let story = Story {
            undone: Some(Undone::default()),
            ..row.story()?
        };
        let step = Step {
            state: Some(ImportState::Undoing),
            story: Some(story),
            job,
            ..Step::default()
        };
        store_step(work, &mut row, step).await?;
        let import = view(work.db(), &row).await?;
        Ok(progressed(work, &row, "undoing").with(import))
    }
}

impl Handle for UndoChunk {
    async fn handle(self, work: &mut Work<'_>) -> Result<Done<bool>, Fault> {
        let mut row = locked(work, self.import).await?;
        if row.state()? != ImportState::Undoing {
            return Ok(progressed(work, &row, "stopped").with(false));
        }
        let mut story = row.story()?;
        let mut undone = story.undone.unwrap_or_default();
        let mut query = rows::Entity::find()
            .filter(rows::Column::ImportId.eq(row.id))
            .filter(rows::Column::Before.is_not_null())
            .order_by_desc(rows::Column::RowNumber)
            .limit(AT_ONCE as u64);
        if let Some(from) = story.undone_from {
            query = query.filter(rows::Column::RowNumber.lt(from));
        }
        let found = query.all(work.db()).await?;
        let Some(first) = found.last().map(|row| row.row_number) else {
            let step = Step {
                state: Some(ImportState::Undone),
                ..Step::default()
            };
            store_step(work, &mut row, step).await?;
            let fact = Fact::ImportUndone {
                import: ImportId(row.id),
                file: row.file_name.clone(),
                removed: undone.removed,
                reverted: undone.reverted,
            };
            return Ok(work.record(fact).with(false));
        };
        let mut back = Back::of(work, &row, found).await?;
        back.take().await?;
        let (counts, facts) = (back.undone, back.facts);
        undone.removed += counts.removed;
        undone.reverted += counts.reverted;
        undone.kept += counts.kept;
        story.undone = Some(undone);
        story.undone_from = Some(first);
        let step = Step {
            story: Some(story),
            ..Step::default()
        };
        store_step(work, &mut row, step).await?;
        for fact in facts {
            work.record(fact);
        }
        Ok(progressed(work, &row, "undoing").with(true))
    }
}

/// Rows on their way back.
struct Back<'a> {
    work: &'a Work<'a>,
    import: &'a entity::Model,
    rows: Vec<(rows::Model, Before)>,
    /// The version that the import left of each record that it made or changed.
    left: HashMap<Uuid, i32>,
    people: People,
    stages: Stages,
    undone: Undone,
    facts: Vec<Fact>,
    /// Records that stay as they are.
    kept: HashSet<Uuid>,
    /// Accounts whose deals have to be summed up again.
    summed: Vec<Uuid>,
    /// Accounts whose touches have to be looked at again.
    acted: Vec<Uuid>,
}

impl<'a> Back<'a> {
    async fn of(work: &'a Work<'a>, import: &'a entity::Model, found: Vec<rows::Model>) -> Result<Self, Fault> {
        let mut rows = Vec::with_capacity(found.len());
        for row in found {
            let before = row.before.clone().map(serde_json::from_value).transpose()?;
            rows.push((row, before.unwrap_or_default()));
        }
        let records: HashSet<Uuid> = rows.iter().filter_map(|(row, _)| row.record_id).collect();
        let left: Vec<(Option<Uuid>, Option<i32>)> = rows::Entity::find()
            .select_only()
            .column(rows::Column::RecordId)
            .column(rows::Column::LeftVersion)
            .filter(rows::Column::ImportId.eq(import.id))
            .filter(rows::Column::RecordId.is_in(records))
            .filter(rows::Column::LeftVersion.is_not_null())
            .into_tuple()
            .all(work.db())
            .await?;
        Ok(Self {
            people: People::all(work.db()).await?,
            stages: work.stages().await?,
            work,
            import,
            rows,
            left: left
                .into_iter()
                .filter_map(|(id, version)| Some((id?, version?)))
                .collect(),
            undone: Undone::default(),
            facts: Vec::new(),
            kept: HashSet::new(),
            summed: Vec::new(),
            acted: Vec::new(),
        })
    }

    const fn db(&self) -> &'a DatabaseTransaction {
        self.work.db()
    }

    async fn take(&mut self) -> Result<(), Fault> {
        self.records::<touches::entity::Model, _>().await?;
        self.records::<deals::entity::Model, _>().await?;
        self.records::<contacts::entity::Model, _>().await?;
        self.records::<accounts::entity::Model, _>().await?;
        self.keys_and_links().await?;
        self.holders().await?;
        self.standing().await?;
        rollups::deals(self.db(), std::mem::take(&mut self.summed)).await?;
        rollups::acts(self.db(), std::mem::take(&mut self.acted)).await
    }

    /// The records of one table.
    async fn records<M, A>(&mut self) -> Result<(), Fault>
    where
        M: Undoable + IntoActiveModel<A> + DeserializeOwned,
        A: ActiveModelTrait<Entity = M::Table>,
        <<M::Table as EntityTrait>::PrimaryKey as PrimaryKeyTrait>::ValueType: Send,
    {
        let mut made = HashSet::new();
        let mut before: HashMap<Uuid, M> = HashMap::new();
        for (row, back) in &self.rows {
            let Some(id) = row.record_id.filter(|_| back.of.as_deref() == Some(M::SUBJECT)) else {
                continue;
            };
            if back.made {
                made.insert(id);
            }
            if let Some(record) = &back.record {
                before.insert(id, serde_json::from_value(record.clone())?);
            }
        }
        if made.is_empty() && before.is_empty() {
            return Ok(());
        }
        let (id, _) = M::id_and_version();
        let now: Vec<M> = M::Table::find()
            .filter(id.is_in(made.iter().chain(before.keys()).copied()))
            .all(self.db())
            .await?;
        let used = M::used(self.db(), made.iter().copied().collect()).await?;
        let needed = M::needed(self.db(), &self.stages, &now).await?;
        let unique = before
            .values()
            .filter_map(|before| Some((before.unique()?.to_owned(), before.id())))
            .collect();
        let taken = M::taken(self.db(), unique).await?;
        let mut gone = Vec::new();
        let mut restored = Vec::new();
        let mut here = HashSet::new();
        for current in now {
            let id = current.id();
            here.insert(id);
            let untouched = self.left.get(&id) == Some(&current.version());
            if !untouched || used.contains(&id) || taken.contains(&id) || needed.contains(&id) {
                self.undone.kept += 1;
                self.kept.insert(id);
            } else if made.contains(&id) {
                current.gone(self);
                self.undone.removed += 1;
                gone.push(id);
            } else if let Some(before) = before.remove(&id) {
                let before = before.with_version(current.version() + 1);
                current.restored(&before, self);
                self.undone.reverted += 1;
                restored.push(before);
            }
        }
        // What somebody has removed for good since cannot be put back.
        let lost = made.iter().chain(before.keys()).filter(|id| !here.contains(id)).count();
        self.undone.kept += u32::try_from(lost).unwrap_or(0);
        if !gone.is_empty() {
            external_keys::Entity::delete_many()
                .filter(external_keys::Column::RecordId.is_in(gone.iter().copied()))
                .exec(self.db())
                .await?;
            M::Table::delete_many().filter(id.is_in(gone)).exec(self.db()).await?;
        }
        overwrite::<M, A>(self.db(), restored).await
    }

    async fn keys_and_links(&mut self) -> Result<(), Fault> {
        let mut keys: Vec<&str> = Vec::new();
        let mut moves = Vec::new();
        let mut stored = Condition::any();
        let mut owners = 0;
        let subject = match self.import.subject() {
            Some(model::platform::imports::Subject::Owners) => "person",
            Some(model::platform::imports::Subject::Accounts) => "account",
            Some(model::platform::imports::Subject::Contacts) => "contact",
            Some(model::platform::imports::Subject::Deals) => "deal",
            _ => "touch",
        };
        for (row, back) in &self.rows {
            if row.record_id.is_some_and(|id| self.kept.contains(&id)) {
                continue;
            }
            keys.extend(back.keys.iter().map(String::as_str));
            if subject == "person" {
                owners += back.keys.len();
            }
            moves.extend(back.transition);
            if let Some(link) = &back.link {
                stored = stored.add(
                    Condition::all()
                        .add(links::Column::Source.eq(&link.source))
                        .add(links::Column::OneSubject.eq(&link.one_subject))
                        .add(links::Column::OneKey.eq(&link.one_key))
                        .add(links::Column::OtherSubject.eq(&link.other_subject))
                        .add(links::Column::OtherKey.eq(&link.other_key)),
                );
            }
        }
        if !keys.is_empty() {
            external_keys::Entity::delete_many()
                .filter(external_keys::Column::Source.eq(&self.import.source))
                .filter(external_keys::Column::Subject.eq(subject))
                .filter(external_keys::Column::Key.is_in(keys))
                .exec(self.db())
                .await?;
        }
        if !moves.is_empty() {
            transitions::entity::Entity::delete_many()
                .filter(transitions::entity::Column::Id.is_in(moves))
                .exec(self.db())
                .await?;
        }
        let mut unlinked = 0;
        if !stored.is_empty() {
            let deleted = links::Entity::delete_many().filter(stored).exec(self.db()).await?;
            unlinked = deleted.rows_affected;
        }
        self.undone.removed += u32::try_from(owners).unwrap_or(0) + u32::try_from(unlinked).unwrap_or(0);
        Ok(())
    }

    /// Accounts that had to be made to hold what named none, once nothing hangs on them.
    async fn holders(&mut self) -> Result<(), Fault> {
        let made: Vec<Uuid> = self.rows.iter().filter_map(|(_, back)| back.holder).collect();
        if made.is_empty() {
            return Ok(());
        }
        let used = accounts::entity::Model::used(self.db(), made.clone()).await?;
        let found = accounts::entity::Entity::find()
            .filter(accounts::entity::Column::Id.is_in(made))
            .all(self.db())
            .await?;
        for account in found {
            if account.version == 1 && !used.contains(&account.id) {
                account.gone(self);
                accounts::entity::Entity::delete_by_id(account.id)
                    .exec(self.db())
                    .await?;
            }
        }
        Ok(())
    }
}

/// A record that an import can be taken back from.
trait Undoable: Record {
    /// The same record, said to have been changed so often: nobody who looked at it before overwrites it by mistake.
    fn with_version(self, version: i32) -> Self;
    /// It is about to be removed.
    fn gone(&self, back: &mut Back<'_>);
    /// It is about to be as before.
    fn restored(&self, before: &Self, back: &mut Back<'_>);
    /// Those of these records that something else hangs on.
    async fn used(db: &DatabaseTransaction, ids: Vec<Uuid>) -> Result<HashSet<Uuid>, Fault>;
    /// Those of these records without which another one could not be what it is.
    async fn needed(_db: &DatabaseTransaction, _stages: &Stages, _now: &[Self]) -> Result<HashSet<Uuid>, Fault> {
        Ok(HashSet::new())
    }
    /// The value that no two of them have.
    fn unique(&self) -> Option<&str> {
        None
    }
    /// Those of these records whose unique value another record has meanwhile.
    async fn taken(_db: &DatabaseTransaction, _values: HashMap<String, Uuid>) -> Result<HashSet<Uuid>, Fault> {
        Ok(HashSet::new())
    }
}

/// Which of these records stand in a column of another table.
async fn stand_in<E: EntityTrait>(
    db: &DatabaseTransaction,
    column: E::Column,
    ids: &[Uuid],
    used: &mut HashSet<Uuid>,
) -> Result<(), Fault> {
    if ids.is_empty() {
        return Ok(());
    }
    let found: Vec<Option<Uuid>> = E::find()
        .select_only()
        .column(column)
        .distinct()
        .filter(column.is_in(ids.iter().copied()))
        .into_tuple()
        .all(db)
        .await?;
    used.extend(found.into_iter().flatten());
    Ok(())
}

/// Which of these accounts somebody moved. What rules did with them goes when they go.
async fn moved_by_somebody(db: &DatabaseTransaction, ids: &[Uuid], used: &mut HashSet<Uuid>) -> Result<(), Fault> {
    use transitions::entity::{Column, Entity};

    if ids.is_empty() {
        return Ok(());
    }
    let found: Vec<(Uuid, serde_json::Value)> = Entity::find()
        .select_only()
        .columns([Column::AccountId, Column::Cause])
        .filter(Column::AccountId.is_in(ids.iter().copied()))
        .into_tuple()
        .all(db)
        .await?;
    let rule = serde_json::to_value(Cause::Rule)?;
    used.extend(
        found
            .into_iter()
            .filter(|(_, cause)| *cause != rule)
            .map(|(account, _)| account),
    );
    Ok(())
}

impl Undoable for accounts::entity::Model {
    fn with_version(self, version: i32) -> Self {
        Self { version, ..self }
    }

    fn gone(&self, back: &mut Back<'_>) {
        back.facts.push(Fact::AccountTrashed {
            account: AccountId(self.id),
            name: self.name.clone(),
        });
    }

    fn restored(&self, before: &Self, back: &mut Back<'_>) {
        let account = AccountId(self.id);
        let changes = run::accounts::changes(self, before);
        if !changes.is_empty() {
            back.facts.push(Fact::AccountEdited {
                account,
                changes: changes.into_vec(),
            });
        }
        let leads = run::accounts::leads_named(self, before, &back.people);
        back.facts.extend(leads);
        if self.stage != before.stage {
            back.facts.push(Fact::AccountMoved {
                account,
                from: self.stage.clone(),
                to: before.stage.clone(),
                cause: Cause::Undo,
            });
        }
    }

    async fn used(db: &DatabaseTransaction, ids: Vec<Uuid>) -> Result<HashSet<Uuid>, Fault> {
        let mut used = HashSet::new();
        stand_in::<contacts::entity::Entity>(db, contacts::entity::Column::AccountId, &ids, &mut used).await?;
        stand_in::<deals::entity::Entity>(db, deals::entity::Column::AccountId, &ids, &mut used).await?;
        stand_in::<touches::entity::Entity>(db, touches::entity::Column::AccountId, &ids, &mut used).await?;
        stand_in::<signals::entity::Entity>(db, signals::entity::Column::AccountId, &ids, &mut used).await?;
        stand_in::<members::entity::Entity>(db, members::entity::Column::AccountId, &ids, &mut used).await?;
        stand_in::<evidence::entity::Entity>(db, evidence::entity::Column::AccountId, &ids, &mut used).await?;
        stand_in::<triggers::entity::Entity>(db, triggers::entity::Column::AccountId, &ids, &mut used).await?;
        moved_by_somebody(db, &ids, &mut used).await?;
        Ok(used)
    }

    fn unique(&self) -> Option<&str> {
        self.domain.as_deref()
    }

    async fn taken(db: &DatabaseTransaction, domains: HashMap<String, Uuid>) -> Result<HashSet<Uuid>, Fault> {
        use accounts::entity::{Column, Entity};
        let found: Vec<(Uuid, Option<String>)> = Entity::find()
            .select_only()
            .column(Column::Id)
            .column(Column::Domain)
            .filter(Column::TrashedAt.is_null())
            .filter(Column::Domain.is_in(domains.keys()))
            .into_tuple()
            .all(db)
            .await?;
        Ok(others(&domains, found))
    }
}

/// Records whose value belongs to another one.
fn others(wanted: &HashMap<String, Uuid>, found: Vec<(Uuid, Option<String>)>) -> HashSet<Uuid> {
    found
        .into_iter()
        .filter_map(|(id, value)| wanted.get(&value?).copied().filter(|of| *of != id))
        .collect()
}

impl Undoable for contacts::entity::Model {
    fn with_version(self, version: i32) -> Self {
        Self { version, ..self }
    }

    fn gone(&self, back: &mut Back<'_>) {
        back.facts.push(Fact::ContactTrashed {
            account: self.account_id.map(AccountId),
            contact: ContactId(self.id),
            name: self.name.clone(),
        });
    }

    fn restored(&self, before: &Self, back: &mut Back<'_>) {
        back.facts.push(Fact::ContactEdited {
            account: before.account_id.map(AccountId),
            contact: ContactId(self.id),
            name: before.name.clone(),
            changes: run::contacts::changes(self, before).into_vec(),
        });
    }

    async fn used(db: &DatabaseTransaction, ids: Vec<Uuid>) -> Result<HashSet<Uuid>, Fault> {
        let mut used = HashSet::new();
        stand_in::<touches::entity::Entity>(db, touches::entity::Column::ContactId, &ids, &mut used).await?;
        stand_in::<signals::entity::Entity>(db, signals::entity::Column::ContactId, &ids, &mut used).await?;
        stand_in::<evidence::entity::Entity>(db, evidence::entity::Column::ContactId, &ids, &mut used).await?;
        Ok(used)
    }

    fn unique(&self) -> Option<&str> {
        self.email.as_deref()
    }

    async fn taken(db: &DatabaseTransaction, emails: HashMap<String, Uuid>) -> Result<HashSet<Uuid>, Fault> {
        use contacts::entity::{Column, Entity};
        let found: Vec<(Uuid, Option<String>)> = Entity::find()
            .select_only()
            .column(Column::Id)
            .column(Column::Email)
            .filter(Column::TrashedAt.is_null())
            .filter(Column::Email.is_in(emails.keys()))
            .into_tuple()
            .all(db)
            .await?;
        Ok(others(&emails, found))
    }
}

impl Undoable for deals::entity::Model {
    fn with_version(self, version: i32) -> Self {
        Self { version, ..self }
    }

    fn gone(&self, back: &mut Back<'_>) {
        back.summed.push(self.account_id);
        back.facts.push(Fact::DealTrashed {
            account: AccountId(self.account_id),
            deal: DealId(self.id),
            name: self.name.clone(),
        });
    }

    fn restored(&self, before: &Self, back: &mut Back<'_>) {
        back.summed.extend([self.account_id, before.account_id]);
        back.facts.push(Fact::DealEdited {
            account: AccountId(before.account_id),
            deal: DealId(self.id),
            name: before.name.clone(),
            changes: run::deals::changes(self, before, &back.people).into_vec(),
        });
    }

    async fn used(_: &DatabaseTransaction, _: Vec<Uuid>) -> Result<HashSet<Uuid>, Fault> {
        Ok(HashSet::new())
    }

    /// A customer has won deals: somebody has moved the account since.
    async fn needed(db: &DatabaseTransaction, stages: &Stages, now: &[Self]) -> Result<HashSet<Uuid>, Fault> {
        let customers = run::deals::customers(db, stages, now.iter()).await?;
        Ok(now
            .iter()
            .filter(|deal| deal.state == "won" && customers.contains(&deal.account_id))
            .map(|deal| deal.id)
            .collect())
    }
}

impl Undoable for touches::entity::Model {
    fn with_version(self, version: i32) -> Self {
        Self { version, ..self }
    }

    fn gone(&self, back: &mut Back<'_>) {
        back.acted.push(self.account_id);
        if let Some(leg) = Department::from_key(&self.leg) {
            back.facts.push(Fact::TouchRemoved {
                account: AccountId(self.account_id),
                touch: TouchId(self.id),
                leg,
            });
        }
    }

    fn restored(&self, before: &Self, back: &mut Back<'_>) {
        back.acted.extend([self.account_id, before.account_id]);
    }

    async fn used(_: &DatabaseTransaction, _: Vec<Uuid>) -> Result<HashSet<Uuid>, Fault> {
        Ok(HashSet::new())
    }
}
