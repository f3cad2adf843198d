//! One field that finds accounts, people and deals.
//!
//! Names that begin with what is sought come from an index. Only where they do not fill the list are names looked through
//! that contain it.

use model::{
    platform::search::{
        find::{Find, Found, FoundAccount, FoundContact, FoundDeal},
        rank,
    },
    values::{
        Currency,
        ids::{AccountId, ContactId, DealId},
        money::Money,
    },
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Select,
    sea_query::LikeExpr,
};

use crate::{
    Answer, Fault, Read,
    accounts::{self, contacts, deals},
    store,
};

impl Answer for Find {
    async fn answer(self, read: &Read<'_>) -> Result<Found, Fault> {
        let sought = self.q.as_str().to_lowercase();
        let db = read.db();
        let accounts = {
            use accounts::entity::{Column, Entity};
            let in_use = Entity::find().filter(Column::TrashedAt.is_null());
            named(db, &in_use, Column::NameKey, &sought, |row| row.name_key.clone()).await?
        };
        let contacts = {
            use contacts::entity::{Column, Entity};
            let in_use = Entity::find().filter(Column::TrashedAt.is_null());
            named(db, &in_use, Column::NameKey, &sought, |row| row.name_key.clone()).await?
        };
        let deals = {
            use deals::entity::{Column, Entity};
            let in_use = Entity::find().filter(Column::TrashedAt.is_null());
            named(db, &in_use, Column::NameKey, &sought, |row| row.name_key.clone()).await?
        };
        let at = contacts.iter().filter_map(|(_, contact)| contact.account_id);
        let with = deals.iter().map(|(_, deal)| deal.account_id);
        let names = accounts::names(db, at.chain(with)).await?;
        Ok(Found {
            accounts: accounts
                .into_iter()
                .map(|(rank, row)| FoundAccount {
                    account: AccountId(row.id),
                    name: row.name,
                    domain: row.domain,
                    stage: row.stage,
                    rank,
                })
                .collect(),
            contacts: contacts
                .into_iter()
                .map(|(rank, row)| FoundContact {
                    contact: ContactId(row.id),
                    name: row.name,
                    job_title: row.job_title,
                    account: row.account_id.map(AccountId),
                    account_name: row.account_id.and_then(|account| names.get(&account).cloned()),
                    rank,
                })
                .collect(),
            deals: deals
                .into_iter()
                .map(|(rank, row)| {
                    let currency: Currency = row
                        .currency
                        .parse()
                        .map_err(|complaint| Fault::Stored(format!("the currency of deal {}: {complaint}", row.id)))?;
                    Ok(FoundDeal {
                        deal: DealId(row.id),
                        name: row.name,
                        account: AccountId(row.account_id),
                        account_name: names.get(&row.account_id).cloned().unwrap_or_default(),
                        amount: Money::new(row.amount_minor, currency),
                        state: row.state,
                        rank,
                    })
                })
                .collect::<Result<_, Fault>>()?,
        })
    }
}

/// The rows whose names fit best, with how well they do.
async fn named<E: EntityTrait>(
    db: &impl ConnectionTrait,
    in_use: &Select<E>,
    key: E::Column,
    sought: &str,
    key_of: impl Fn(&E::Model) -> String,
) -> Result<Vec<(u8, E::Model)>, DbErr> {
    let beginning = begins(db, key, sought);
    let mut rows = in_use
        .clone()
        .filter(beginning.clone())
        .order_by_asc(key)
        .limit(Find::MOST as u64)
        .all(db)
        .await?;
    if rows.len() < Find::MOST {
        // More than are shown, so that words that begin so come before those that merely contain it.
        let others = in_use
            .clone()
            .filter(key.like(LikeExpr::new(format!("%{}%", accounts::escaped(sought))).escape('\\')))
            .filter(Condition::not(Condition::all().add(beginning)))
            .order_by_asc(key)
            .limit(Find::MOST as u64 * 4)
            .all(db)
            .await?;
        rows.extend(others);
    }
    let mut ranked: Vec<(u8, String, E::Model)> = rows
        .into_iter()
        .filter_map(|row| {
            let name = key_of(&row);
            Some((rank(&name, sought)?, name, row))
        })
        .collect();
    ranked.sort_by(|(rank, name, _), (other_rank, other_name, _)| {
        other_rank.cmp(rank).then_with(|| name.cmp(other_name))
    });
    ranked.truncate(Find::MOST);
    Ok(ranked.into_iter().map(|(rank, _, row)| (rank, row)).collect())
}

/// Whether a name begins with a text, in the way that the database can look up in an index.
fn begins(db: &impl ConnectionTrait, key: impl ColumnTrait, sought: &str) -> Condition {
    match store::kind_of(db) {
        store::Kind::Sqlite => Condition::all()
            .add(key.gte(sought))
            .add(key.lt(format!("{sought}\u{10FFFF}"))),
        store::Kind::Postgres => {
            Condition::all().add(key.like(LikeExpr::new(format!("{}%", accounts::escaped(sought))).escape('\\')))
        }
    }
}

#[cfg(test)]
mod tests {
    use sea_orm::{ActiveModelTrait as _, IntoActiveModel as _};

    use super::*;
    use crate::{
        clock::Clock as _,
        testing::{World, on_both},
    };

    on_both!(
        names_are_found_by_their_beginning_first,
        what_stands_for_anything_stands_for_itself
    );

    async fn contact(world: &World, name: &str) {
        let row = contacts::entity::Model::named(world.clock.new_id(), name, None, world.clock.now());
        let stored = contacts::entity::Entity::insert(row.into_active_model().reset_all());
        stored.exec_without_returning(world.store.writer()).await.unwrap();
    }

    async fn found(world: &World, q: &str) -> Vec<(u8, String)> {
        let q = q.parse().unwrap();
        let found = world.as_executive().ask(Find { q }).await.unwrap();
        found
            .contacts
            .into_iter()
            .map(|contact| (contact.rank, contact.name))
            .collect()
    }

    async fn names_are_found_by_their_beginning_first(world: World) {
        for name in [
            "Anna Brandt",
            "Brandt",
            "Brandtner",
            "Åsa Hildebrandt",
            "Milo",
            "ÖSTEN Berg",
        ] {
            contact(&world, name).await;
        }
        let ranked = found(&world, "BRANDT").await;
        let expected = [
            (4, "Brandt"),
            (3, "Brandtner"),
            (2, "Anna Brandt"),
            (1, "Åsa Hildebrandt"),
        ];
        assert_eq!(ranked, expected.map(|(rank, name)| (rank, name.to_owned())));
        assert_eq!(found(&world, "östen").await, [(3, "ÖSTEN Berg".to_owned())]);
        assert!(found(&world, "nobody").await.is_empty());

        for number in 0..20 {
            contact(&world, &format!("Milo {number:02}")).await;
        }
        let many = found(&world, "milo").await;
        assert_eq!((many.len(), many[0].0), (Find::MOST, 4));
    }

    async fn what_stands_for_anything_stands_for_itself(world: World) {
        for name in ["100% Cotton", "100 Cotton", r"Back\slash"] {
            contact(&world, name).await;
        }
        assert_eq!(found(&world, "100%").await, [(3, "100% Cotton".to_owned())]);
        assert_eq!(found(&world, "%").await, [(1, "100% Cotton".to_owned())]);
        assert_eq!(found(&world, r"k\s").await, [(1, r"Back\slash".to_owned())]);
        assert!(found(&world, "_").await.is_empty());
    }
}
