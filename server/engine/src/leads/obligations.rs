//! What departments owe each other, stored. Whatever a command records is followed in the same transaction: first what is
//! owed already hears of it ([`news`]), then the rules open what they ask for ([`set_off`]), so that nothing is evidence
//! for what it opened itself. Time alone is followed by a job, which is there when the next limit ends.

pub(crate) mod changes;
mod count;
pub mod entity;
mod hear;
pub(crate) mod job;
mod list;
mod look;
mod nearest;
mod news;
mod of_lead;
pub(crate) mod past;
mod plan;
mod rows;
mod set_off;
pub(crate) mod store;
mod tell;
pub(crate) mod touches;

use std::collections::{BTreeSet, HashMap};

use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, prelude::Uuid};

use self::{news::News, set_off::Happening};
use crate::{
    Fault, Work,
    accounts::{entity as account, queries},
};

/// How many accounts are read at once.
const AT_ONCE: usize = 500;

/// Tells what is owed of what the command has recorded, and opens what the rules make of it. Called once, after accounts
/// were put where they stand and alerts were ended.
pub(crate) async fn follow_facts(work: &mut Work<'_>, operation: &str) -> Result<(), Fault> {
    let news = news::of(work).await?;
    // What a file tells of happened elsewhere, and mostly long ago.
    let happenings = if operation.starts_with("platform.imports.") {
        Vec::new()
    } else {
        set_off::happenings(work)
    };
    let about: BTreeSet<Uuid> = news
        .iter()
        .map(|one| one.account)
        .chain(happenings.iter().map(|one| one.account))
        .collect();
    let about: Vec<Uuid> = about.into_iter().collect();
    for some in about.chunks(AT_ONCE) {
        // Held before anything is read, so that a touch and what it answers do not miss each other.
        queries::hold(work.db(), some.iter().copied()).await?;
        let accounts = accounts(work, some).await?;
        let of = |id: Uuid| some.contains(&id);
        let heard: Vec<&News> = news.iter().filter(|one| of(one.account)).collect();
        hear::all(work, some, &heard).await?;
        let happened: Vec<&Happening> = happenings.iter().filter(|one| of(one.account)).collect();
        set_off::open(work, &accounts, &happened).await?;
    }
    Ok(())
}

/// The accounts that are there. Those that went with their import take along what was owed at them.
async fn accounts(work: &Work<'_>, ids: &[Uuid]) -> Result<HashMap<Uuid, account::Model>, Fault> {
    let rows = account::Entity::find()
        .filter(account::Column::Id.is_in(ids.iter().copied()))
        .all(work.db())
        .await?;
    let found: HashMap<Uuid, account::Model> = rows.into_iter().map(|row| (row.id, row)).collect();
    let gone: Vec<Uuid> = ids.iter().copied().filter(|id| !found.contains_key(id)).collect();
    if !gone.is_empty() {
        entity::Entity::delete_many()
            .filter(entity::Column::AccountId.is_in(gone))
            .exec(work.db())
            .await?;
    }
    Ok(found)
}

#[cfg(test)]
mod properties;
#[cfg(test)]
mod sample;
#[cfg(test)]
mod tests;
