//! The journey in force: the one place where the engine learns which stages there are. Rules and queries are handed its
//! stages and never look for them themselves.

use std::sync::{Arc, Mutex, PoisonError};

use chrono::NaiveDate;
use model::{
    agreement::{JOURNEY, State},
    journey::{Journey, Stage, Stages},
    values::ids::AgreementVersionId,
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect, prelude::Uuid};

use crate::{
    Engine, Fault, Read, Work,
    agreements::{content, versions::entity as versions},
};

/// The journey in force, taken apart once.
#[derive(Debug)]
pub struct InForce {
    /// In which version; none before departments agreed for the first time.
    pub version: Option<AgreementVersionId>,
    /// The number of that version.
    pub number: Option<i32>,
    /// From when on its review is due.
    pub review_by: Option<NaiveDate>,
    /// What it says.
    pub journey: Journey,
    /// Its stages.
    pub stages: Stages,
}

impl InForce {
    fn shipped() -> Self {
        let journey = Journey::shipped();
        Self {
            version: None,
            number: None,
            review_by: None,
            stages: journey.stages(),
            journey,
        }
    }
}

/// What this process read last.
#[derive(Debug, Default)]
pub(crate) struct Kept(Mutex<Option<Arc<InForce>>>);

/// The journey in force. It is asked over the connection of the question at hand: a command that brings another journey
/// into force sees that one from then on, and nobody else does before it is stored.
pub async fn journey(engine: &Engine, db: &impl ConnectionTrait) -> Result<Arc<InForce>, Fault> {
    let active: Option<Uuid> = versions::Entity::find()
        .select_only()
        .column(versions::Column::Id)
        .filter(versions::Column::AgreementId.eq(JOURNEY.0))
        .filter(versions::Column::State.eq(State::Active.key()))
        .into_tuple()
        .one(db)
        .await?;
    let kept = engine
        .kept
        .journey
        .0
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .clone();
    if let Some(kept) = kept.filter(|kept| kept.version.map(|version| version.0) == active) {
        return Ok(kept);
    }
    let read = match content::in_force::<Journey>(db, JOURNEY).await? {
        Some(found) => InForce {
            version: Some(found.version),
            number: Some(found.number),
            review_by: found.review_by,
            stages: found.content.stages(),
            journey: found.content,
        },
        None => InForce::shipped(),
    };
    let read = Arc::new(read);
    // What a transaction sees that is not stored yet is kept as well; the next question asks for another version then.
    *engine.kept.journey.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(Arc::clone(&read));
    Ok(read)
}

/// Its stages.
pub async fn stages(engine: &Engine, db: &impl ConnectionTrait) -> Result<Stages, Fault> {
    journey(engine, db).await.map(|known| known.stages.clone())
}

/// The stage where accounts begin.
pub fn first(stages: &Stages) -> Result<&Stage, Fault> {
    stages
        .first()
        .ok_or_else(|| Fault::Stored("the journey in force has no stages".to_owned()))
}

impl Work<'_> {
    /// The journey in force.
    pub async fn journey(&self) -> Result<Arc<InForce>, Fault> {
        journey(self.engine, self.db()).await
    }

    /// The stages of the journey in force.
    pub async fn stages(&self) -> Result<Stages, Fault> {
        stages(self.engine, self.db()).await
    }
}

impl Read<'_> {
    /// The journey in force.
    pub async fn journey(&self) -> Result<Arc<InForce>, Fault> {
        journey(self.engine, self.db()).await
    }

    /// The stages of the journey in force.
    pub async fn stages(&self) -> Result<Stages, Fault> {
        stages(self.engine, self.db()).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{World, on_both};

    on_both!(until_another_is_agreed_the_shipped_journey_is_in_force);

    async fn until_another_is_agreed_the_shipped_journey_is_in_force(world: World) {
        let db = world.store.reader();
        let known = journey(&world, db).await.unwrap();
        assert_eq!(known.journey, Journey::shipped());
        let stages = stages(&world, db).await.unwrap();
        assert_eq!(stages, known.journey.stages());
        assert_eq!(first(&stages).unwrap().key, "loosening");
        assert!(first(&std::iter::empty::<Stage>().collect()).is_err());
    }
}
