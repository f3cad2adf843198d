//! How a territory becomes another one.

use model::{
    access::Action,
    activity::{Changes, Fact},
    leads::routing::{edit_territory::EditTerritory, show::KeptTerritory},
    values::{
        ids::{PersonId, TerritoryId},
        text::Line,
    },
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
        let (was, is) = (before.clone().told()?, after.clone().told()?);
        let there = was.people.clone();
        let fields = differences(work, was, is).await?;
        if before.version != self.version.0 {
            return Err(conflict(work.db(), before.version, before.updated_by, fields).await?);
        }
        // Who takes leads from there already may stay, also when he has left sales since.
        let new: Vec<PersonId> = self
            .people
            .iter()
            .filter(|person| !there.contains(person))
            .copied()
            .collect();
        require_sellers(work.db(), &new).await?;
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
    let line = |said: &Option<Line>| said.as_ref().map(Line::to_string);
    let number = |said: Option<u32>| said.map(|many| many.to_string());
    let fields = |of: &KeptTerritory| {
        [
            ("name", Some(of.name.clone())),
            ("place", Some(of.place.to_string())),
            ("countries", line(&of.accounts.countries)),
            ("industries", line(&of.accounts.industries)),
            ("employees_at_least", number(of.accounts.employees_at_least)),
            ("employees_at_most", number(of.accounts.employees_at_most)),
            ("people", people(of)),
        ]
    };
    let both = fields(&before).into_iter().zip(fields(&after));
    Ok(both
        .map(|((field, before), (_, after))| (field, before, after))
        .collect())
}
