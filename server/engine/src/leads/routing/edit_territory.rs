//! How a territory becomes another one.

use model::{
    access::Action,
    activity::{Changes, Fact},
    leads::routing::{edit_territory::EditTerritory, show::KeptTerritory},
    values::ids::TerritoryId,
};
use sea_orm::{ActiveModelTrait as _, ColumnTrait as _, EntityTrait, IntoActiveModel as _, QueryFilter as _};

use super::{find, require_sellers, territory};
use crate::{
    Done, Fault, Handle, Work,
    accounts::queries::{conflict, names},
};

impl Handle for EditTerritory {
    async fn handle(self, work: &mut Work<'_>) -> Result<Done<KeptTerritory>, Fault> {
        let before = find(work.db(), self.territory).await?;
        work.require(Action::RouteLeads)?;
        let mut after = before.clone();
        after.set(&self.said())?;
        (after.version, after.updated_at) = (before.version + 1, work.now());
        after.updated_by = work.actor().person().map(|person| person.0);
        let fields = differences(work, before.clone().told()?, after.clone().told()?).await?;
        if before.version != self.version.0 {
            return Err(conflict(work.db(), before.version, before.updated_by, fields).await?);
        }
        // Who takes leads from there already may stay, also when he has left sales since.
        if after.people != before.people {
            require_sellers(work.db(), &self.people).await?;
        }
        let stored = territory::Entity::update_many()
            .set(after.clone().into_active_model().reset_all())
            .filter(territory::Column::Id.eq(before.id))
            .filter(territory::Column::Version.eq(before.version))
            .exec(work.db())
            .await?;
        if stored.rows_affected == 0 {
            let stored = find(work.db(), self.territory).await?;
            return Err(conflict(work.db(), stored.version, stored.updated_by, fields).await?);
        }
        let mut changes = Changes::default();
        for (field, before, after) in fields {
            changes.note(field, before, after);
        }
        let fact = Fact::TerritoryEdited {
            territory: TerritoryId(after.id),
            name: after.name.clone(),
            changes: changes.into_vec(),
        };
        Ok(work.record(fact).with(after.told()?))
    }
}

type Difference = (&'static str, Option<String>, Option<String>);

async fn differences(work: &Work<'_>, before: KeptTerritory, after: KeptTerritory) -> Result<Vec<Difference>, Fault> {
    let everybody = before.people.iter().chain(&after.people);
    let known = names(work.db(), everybody.map(|person| Some(person.0))).await?;
    let people = |of: &KeptTerritory| {
        let names = of.people.iter().filter_map(|person| known.get(&person.0).cloned());
        Some(names.collect::<Vec<_>>().join(", "))
    };
    Ok(vec![
        ("people", people(&before), people(&after)),
        ("name", Some(before.name), Some(after.name)),
        ("place", Some(before.place.to_string()), Some(after.place.to_string())),
        ("accounts", Some(before.says), Some(after.says)),
    ])
}
