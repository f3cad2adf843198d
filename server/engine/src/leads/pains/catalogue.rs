//! The catalogue of pains and crises. Until somebody changes it the one that the product ships with stands.

mod create_crisis;
mod create_pain;
pub mod crisis;
mod edit_crisis;
mod edit_pain;
mod list;
pub mod pain;
mod retire_crisis;
mod retire_pain;

use model::{
    Complaint, Failure,
    leads::pains::{
        Crisis, CrisisKey, Pain, PainKey,
        catalogue::{Catalogue, CataloguedCrisis, CataloguedPain},
    },
    values::Version,
};
use sea_orm::{ActiveModelTrait as _, ConnectionTrait, EntityTrait, IntoActiveModel as _};

use crate::{Fault, Work, platform::organisation};

/// Everything that evidence and triggers may name, by name.
pub(in crate::leads) async fn all(db: &impl ConnectionTrait) -> Result<Catalogue, Fault> {
    let pains = pain::Entity::find().all(db).await?;
    let crises = crisis::Entity::find().all(db).await?;
    let mut catalogue = if pains.is_empty() && crises.is_empty() {
        shipped()
    } else {
        Catalogue {
            pains: pains.into_iter().map(told_pain).collect::<Result<_, _>>()?,
            crises: crises.into_iter().map(told_crisis).collect::<Result<_, _>>()?,
        }
    };
    catalogue
        .pains
        .sort_by_key(|entry| entry.pain.name.as_str().to_lowercase());
    catalogue
        .crises
        .sort_by_key(|entry| entry.crisis.name.as_str().to_lowercase());
    Ok(catalogue)
}

fn shipped() -> Catalogue {
    let pain = |pain| CataloguedPain {
        pain,
        retired: false,
        version: Version(1),
    };
    let crisis = |crisis| CataloguedCrisis {
        crisis,
        retired: false,
        version: Version(1),
    };
    Catalogue {
        pains: Pain::shipped().into_iter().map(pain).collect(),
        crises: Crisis::shipped().into_iter().map(crisis).collect(),
    }
}

/// The catalogue, about to be changed: held against other commands, and stored where it is still the shipped one.
async fn held(work: &Work<'_>) -> Result<(), Fault> {
    organisation::hold(work.db()).await?;
    if pain::Entity::find().one(work.db()).await?.is_some() {
        return Ok(());
    }
    let shipped = shipped();
    let pains = shipped.pains.iter().map(|entry| pain_row(&entry.pain, 1));
    let pains = pains.map(|row| row.into_active_model().reset_all());
    pain::Entity::insert_many(pains)
        .exec_without_returning(work.db())
        .await?;
    let crises = shipped.crises.iter().map(|entry| crisis_row(&entry.crisis, 1));
    let crises = crises
        .map(|row| row.map(|row| row.into_active_model().reset_all()))
        .collect::<Result<Vec<_>, _>>()?;
    crisis::Entity::insert_many(crises)
        .exec_without_returning(work.db())
        .await?;
    Ok(())
}

fn pain_row(pain: &Pain, version: i32) -> pain::Model {
    pain::Model {
        key: pain.key.to_string(),
        name: pain.name.to_string(),
        meaning: pain.meaning.to_string(),
        retired_at: None,
        version,
    }
}

fn crisis_row(crisis: &Crisis, version: i32) -> Result<crisis::Model, Fault> {
    Ok(crisis::Model {
        key: crisis.key.to_string(),
        name: crisis.name.to_string(),
        pains: serde_json::to_value(&crisis.pains)?,
        expires_after_days: i32::from(crisis.expires_after_days),
        retired_at: None,
        version,
    })
}

async fn find_pain(db: &impl ConnectionTrait, key: &PainKey) -> Result<pain::Model, Fault> {
    let found = pain::Entity::find_by_id(key.to_string()).one(db).await?;
    found.ok_or_else(|| Failure::NotFound.into())
}

async fn find_crisis(db: &impl ConnectionTrait, key: &CrisisKey) -> Result<crisis::Model, Fault> {
    let found = crisis::Entity::find_by_id(key.to_string()).one(db).await?;
    found.ok_or_else(|| Failure::NotFound.into())
}

/// Stores a pain that is there already.
async fn store_pain(db: &impl ConnectionTrait, row: pain::Model) -> Result<CataloguedPain, Fault> {
    let stored = pain::Entity::update(row.into_active_model().reset_all())
        .exec(db)
        .await?;
    told_pain(stored)
}

/// Stores a crisis that is there already.
async fn store_crisis(db: &impl ConnectionTrait, row: crisis::Model) -> Result<CataloguedCrisis, Fault> {
    let stored = crisis::Entity::update(row.into_active_model().reset_all())
        .exec(db)
        .await?;
    told_crisis(stored)
}

/// A crisis makes only pains urgent that the catalogue has.
async fn require_pains(db: &impl ConnectionTrait, crisis: &Crisis) -> Result<(), Fault> {
    let known = all(db).await?.pains;
    let offered = |key: &PainKey| known.iter().any(|entry| entry.pain.key == *key && !entry.retired);
    if crisis.pains.iter().all(offered) {
        Ok(())
    } else {
        Err(Failure::field("pains", Complaint::NotAChoice).into())
    }
}

fn unreadable(what: &str, key: &str) -> Fault {
    Fault::Stored(format!("the {what} {key} of the catalogue"))
}

fn told_pain(row: pain::Model) -> Result<CataloguedPain, Fault> {
    let read = || {
        Some(Pain {
            key: row.key.parse().ok()?,
            name: row.name.parse().ok()?,
            meaning: row.meaning.parse().ok()?,
        })
    };
    Ok(CataloguedPain {
        pain: read().ok_or_else(|| unreadable("pain", &row.key))?,
        retired: row.retired_at.is_some(),
        version: Version(row.version),
    })
}

fn told_crisis(row: crisis::Model) -> Result<CataloguedCrisis, Fault> {
    let read = || {
        Some(Crisis {
            key: row.key.parse().ok()?,
            name: row.name.parse().ok()?,
            pains: serde_json::from_value(row.pains.clone()).ok()?,
            expires_after_days: u16::try_from(row.expires_after_days).ok()?,
        })
    };
    Ok(CataloguedCrisis {
        crisis: read().ok_or_else(|| unreadable("crisis", &row.key))?,
        retired: row.retired_at.is_some(),
        version: Version(row.version),
    })
}
