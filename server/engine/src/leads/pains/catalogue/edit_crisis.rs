//! How a crisis comes to make other pains urgent, or for another time.

use model::{
    Refusal,
    activity::{Changes, Fact},
    leads::pains::{
        Crisis, PainKey,
        catalogue::{CataloguedCrisis, edit_crisis::EditCrisis},
    },
};

use super::{crisis_row, find_crisis, held, require_pains, store_crisis, told_crisis};
use crate::{Done, Fault, Handle, Work, accounts::queries};

impl Handle for EditCrisis {
    async fn handle(self, work: &mut Work<'_>) -> Result<Done<CataloguedCrisis>, Fault> {
        held(work).await?;
        let row = find_crisis(work.db(), &self.crisis).await?;
        if row.retired_at.is_some() {
            return Err(Refusal::FactNotStanding.into());
        }
        let after = self.changed();
        let version = row.version;
        let before = told_crisis(row)?.crisis;
        let pains = |crisis: &Crisis| {
            let keys: Vec<&str> = crisis.pains.iter().map(PainKey::as_str).collect();
            Some(keys.join(", "))
        };
        let days = |crisis: &Crisis| Some(crisis.expires_after_days.to_string());
        let fields = vec![
            ("name", Some(before.name.to_string()), Some(after.name.to_string())),
            ("pains", pains(&before), pains(&after)),
            ("expires_after_days", days(&before), days(&after)),
        ];
        if version != self.version.0 {
            return Err(queries::conflict(work.db(), version, None, fields).await?);
        }
        // What it has made urgent so far may stay, also where the pain was retired since.
        if after.pains != before.pains {
            require_pains(work.db(), &after).await?;
        }
        let mut changes = Changes::default();
        for (field, before, after) in fields {
            changes.note(field, before, after);
        }
        let answer = store_crisis(work.db(), crisis_row(&after, version + 1)?).await?;
        let fact = Fact::CrisisEdited {
            crisis: after.key.to_string(),
            name: after.name.to_string(),
            changes: changes.into_vec(),
        };
        Ok(work.record(fact).with(answer))
    }
}
