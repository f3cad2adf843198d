//! What departments sign: the journey in full.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{
    Aida, Funnel, Stage, StageKey, Stages,
    evaluation::{Rules, StageRule},
};
use crate::{
    FieldErrors,
    agreement::{Agreed, AgreementKind},
    criteria::Criterion,
};

/// The journey as departments agree on it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Journey {
    /// The stages in the buyer's order, detours last.
    pub stages: Vec<AgreedStage>,
    /// Where accounts go that somebody holds in a stage which this version does not have any more: key of the dropped
    /// stage, key of one of its own. All others go where the criteria put them.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    #[schema(value_type = BTreeMap<String, String>)]
    pub mapping: BTreeMap<StageKey, StageKey>,
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
    /// What brings an account there; without it a stage is entered by hand only. The first stage has none: it is where
    /// every account stands of which nothing more is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entry: Option<Criterion>,
    /// The stage that usually comes next; `None` where nothing is expected.
    pub anticipates: Option<StageKey>,
    /// What the stage is called from awareness to action.
    pub awareness: Option<Aida>,
    /// What the stage is called from inquiry to won.
    pub funnel: Option<Funnel>,
}

impl Agreed for Journey {
    const KIND: AgreementKind = AgreementKind::Journey;

    fn shipped() -> Self {
        Self::shipped()
    }

    fn check(&self) -> Result<(), FieldErrors> {
        self.check()
    }

    fn difference(&self, later: &Self) -> Vec<String> {
        self.difference(later)
    }
}

impl Journey {
    /// The slim part, which screens and queries ask.
    pub fn stages(&self) -> Stages {
        self.stages.iter().map(|agreed| agreed.stage.clone()).collect()
    }

    /// The rules by which accounts stand in its stages; `None` for a journey without a stage on the way, which nobody can
    /// sign.
    pub fn rules(&self) -> Option<Rules<'_>> {
        Rules::new(self.stages.iter().map(|agreed| StageRule {
            stage: agreed.stage.key.as_str(),
            is_detour: !agreed.stage.is_on_the_way(),
            is_of_customers: agreed.stage.is_of_customers(),
            entry: agreed.entry.as_ref(),
        }))
        .map(|rules| rules.mapping(&self.mapping))
    }

    /// The stage with this key.
    pub fn stage(&self, key: &str) -> Option<&AgreedStage> {
        self.stages.iter().find(|agreed| agreed.stage.key == key)
    }
}
