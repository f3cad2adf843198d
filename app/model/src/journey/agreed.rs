//! What departments sign: the journey in full.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Aida, Funnel, Stage, StageKey, Stages};

/// The journey as departments agree on it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Journey {
    /// The stages in the buyer's order, detours last.
    pub stages: Vec<AgreedStage>,
}

/// One stage with everything that was agreed about it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct AgreedStage {
    /// What every screen needs of it.
    pub stage: Stage,
    /// When an account stands here, in words that all three departments read alike.
    pub definition: String,
    /// What the buyer asks himself there.
    pub questions: Vec<String>,
    /// The stage that usually comes next; `None` where nothing is expected.
    pub anticipates: Option<StageKey>,
    /// What the stage is called from awareness to action.
    pub awareness: Option<Aida>,
    /// What the stage is called from inquiry to won.
    pub funnel: Option<Funnel>,
}

impl Journey {
    /// The slim part, which screens and queries ask.
    pub fn stages(&self) -> Stages {
        self.stages.iter().map(|agreed| agreed.stage.clone()).collect()
    }

    /// The stage with this key.
    pub fn stage(&self, key: &str) -> Option<&AgreedStage> {
        self.stages.iter().find(|agreed| agreed.stage.key == key)
    }
}
