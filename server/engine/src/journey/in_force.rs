//! The journey in force: the one place where the engine learns which stages there are. Rules and queries are handed its
//! stages and never look for them themselves.

use std::sync::Arc;

use model::journey::{Journey, Stage, Stages};
use sea_orm::ConnectionTrait;

use crate::{Engine, Fault, Read, Work};

/// The journey that this process knows, taken apart once.
pub(crate) struct InForce {
    journey: Arc<Journey>,
    stages: Stages,
}

impl From<Journey> for InForce {
    fn from(journey: Journey) -> Self {
        Self {
            stages: journey.stages(),
            journey: Arc::new(journey),
        }
    }
}

/// Until departments agree on another, the shipped one is in force.
impl Default for InForce {
    fn default() -> Self {
        Journey::shipped().into()
    }
}

/// The journey in full. It is asked over the connection of the question at hand: a command that brings another journey
/// into force sees that one from then on, and nobody else does before it is stored.
pub async fn journey(engine: &Engine, db: &impl ConnectionTrait) -> Result<Arc<Journey>, Fault> {
    known(engine, db).await.map(|known| Arc::clone(&known.journey))
}

/// Its stages.
pub async fn stages(engine: &Engine, db: &impl ConnectionTrait) -> Result<Stages, Fault> {
    known(engine, db).await.map(|known| known.stages.clone())
}

/// Every answer comes from here, and the one journey that nobody has to sign needs no look into the database.
async fn known<'a>(engine: &'a Engine, _: &impl ConnectionTrait) -> Result<&'a InForce, Fault> {
    Ok(&engine.kept.journey)
}

/// The stage where accounts begin.
pub fn first(stages: &Stages) -> Result<&Stage, Fault> {
    stages
        .first()
        .ok_or_else(|| Fault::Stored("the journey in force has no stages".to_owned()))
}

impl Work<'_> {
    /// The stages of the journey in force.
    pub async fn stages(&self) -> Result<Stages, Fault> {
        stages(self.engine, self.db()).await
    }
}

impl Read<'_> {
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
        let journey = journey(&world, db).await.unwrap();
        assert_eq!(*journey, Journey::shipped());
        let stages = stages(&world, db).await.unwrap();
        assert_eq!(stages, journey.stages());
        assert_eq!(first(&stages).unwrap().key, "loosening");
        assert!(first(&std::iter::empty::<Stage>().collect()).is_err());
    }
}
