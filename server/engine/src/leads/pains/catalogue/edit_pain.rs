//! How a pain gets other words.

use model::{
    Refusal,
    activity::{Changes, Fact},
    leads::pains::catalogue::{CataloguedPain, edit_pain::EditPain},
};

use super::{find_pain, held, store_pain};
use crate::{Done, Fault, Handle, Work, accounts::queries};

impl Handle for EditPain {
    async fn handle(self, work: &mut Work<'_>) -> Result<Done<CataloguedPain>, Fault> {
        held(work).await?;
        let mut row = find_pain(work.db(), &self.pain).await?;
        if row.retired_at.is_some() {
            return Err(Refusal::FactNotStanding.into());
        }
        let name = self.name.map_or_else(|| row.name.clone(), String::from);
        let meaning = self.meaning.map_or_else(|| row.meaning.clone(), String::from);
        let fields = vec![
            ("name", Some(row.name.clone()), Some(name.clone())),
            ("meaning", Some(row.meaning.clone()), Some(meaning.clone())),
        ];
        if row.version != self.version.0 {
            return Err(queries::conflict(work.db(), row.version, None, fields).await?);
        }
        let mut changes = Changes::default();
        for (field, before, after) in fields {
            changes.note(field, before, after);
        }
        row.name.clone_from(&name);
        row.meaning = meaning;
        row.version += 1;
        let answer = store_pain(work.db(), row).await?;
        let fact = Fact::PainEdited {
            pain: self.pain.to_string(),
            name,
            changes: changes.into_vec(),
        };
        Ok(work.record(fact).with(answer))
    }
}
