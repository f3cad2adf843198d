//! What a draft says about one stage.

use serde::{Deserialize, Serialize};

use crate::{
    Access, Department, Kind, Operation,
    agreements::Standing,
    journey::{AgreedStage, Aida, Funnel, Owed, Phase, StageKey},
    values::{Version, ids::AgreementVersionId},
};

/// Changes everything of a stage but its entry criteria, which are built step by step.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct EditStage {
    /// Which draft.
    pub version: AgreementVersionId,
    /// The edition that the person was looking at.
    pub seen: Version,
    /// Which stage.
    pub stage: StageKey,
    /// The name that people read.
    pub name: String,
    /// What the buyer is doing there.
    pub buyer: String,
    /// The part of the journey.
    pub phase: Phase,
    /// The leg that answers for accounts there; nobody where it is left out.
    pub accountable: Option<Department>,
    /// Days that an account usually stays.
    pub norm_days: Option<u16>,
    /// When an account stands there.
    pub definition: String,
    /// What the buyer asks himself, one question a line.
    pub questions: Option<String>,
    /// Marketing owes an act within so many days.
    pub owes_marketing: Option<u16>,
    /// Sales owes an act within so many days.
    pub owes_sales: Option<u16>,
    /// Service owes an act within so many days.
    pub owes_service: Option<u16>,
    /// The stage that usually comes next.
    pub anticipates: Option<StageKey>,
    /// How the four steps from awareness to action call it.
    pub awareness: Option<Aida>,
    /// How the funnel calls it.
    pub funnel: Option<Funnel>,
}

impl EditStage {
    /// Writes it into the stage.
    pub fn write(self, agreed: &mut AgreedStage) {
        let stage = &mut agreed.stage;
        self.name.trim().clone_into(&mut stage.name);
        self.buyer.trim().clone_into(&mut stage.buyer);
        stage.phase = self.phase;
        stage.accountable = self.accountable;
        stage.norm_days = self.norm_days;
        let windows = [self.owes_marketing, self.owes_sales, self.owes_service];
        let owed = Department::ALL.into_iter().zip(windows);
        stage.owes = owed
            .filter_map(|(leg, within_days)| {
                Some(Owed {
                    leg,
                    within_days: within_days?,
                })
            })
            .collect();
        self.definition.trim().clone_into(&mut agreed.definition);
        let lines = self.questions.unwrap_or_default();
        let lines = lines.lines().map(str::trim).filter(|line| !line.is_empty());
        agreed.questions = lines.map(str::to_owned).collect();
        agreed.anticipates = self.anticipates;
        agreed.awareness = self.awareness;
        agreed.funnel = self.funnel;
    }
}

impl Operation for EditStage {
    type Output = Standing;
    const NAME: &'static str = "journey.versions.edit_stage";
    const KIND: Kind = Kind::Command;
    const ACCESS: Access = Access::Managers;
}
