//! The journey in steps of one vocabulary: its stages, the parts of the journey, the steps of awareness or those of the
//! lead funnel. All are read from the same moves.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{AgreedStage, Aida, Funnel, Journey, Phase, Stages};

/// In which words the way of buyers is told.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Vocabulary {
    /// The stages that departments agreed on.
    #[default]
    Stages,
    /// Early, middle, late and customer.
    Phases,
    /// From awareness to action.
    Awareness,
    /// From inquiry to won.
    Funnel,
}

impl Vocabulary {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Stages, Self::Phases, Self::Awareness, Self::Funnel];

    /// The key in addresses.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Stages => "stages",
            Self::Phases => "phases",
            Self::Awareness => "awareness",
            Self::Funnel => "funnel",
        }
    }

    /// The vocabulary with this key.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|vocabulary| vocabulary.key() == key)
    }

    /// What people call it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Stages => "Stages",
            Self::Phases => "Early, middle, late",
            Self::Awareness => "AIDA",
            Self::Funnel => "MQL, SAL, SQL",
        }
    }
}

/// Where a move leads, seen along the way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// To a later step.
    Forward,
    /// To an earlier step, or from a detour back onto the way.
    Back,
    /// Onto a detour.
    Detour,
}

impl Direction {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Forward, Self::Back, Self::Detour];

    /// The key in addresses.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Forward => "forward",
            Self::Back => "back",
            Self::Detour => "detour",
        }
    }
}

/// One step: a stage, or several that one vocabulary calls alike.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// The key in addresses.
    pub key: String,
    /// The name that people read.
    pub name: String,
    /// Whether it stands beside the way.
    pub is_detour: bool,
    /// Keys of its stages.
    pub stages: Vec<String>,
}

/// The steps of one vocabulary, in the buyer's order, detours last. Each stage stands in exactly one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Steps(Vec<Step>);

impl Steps {
    /// Each stage as a step of its own.
    pub fn of_stages(stages: &Stages) -> Self {
        Self(
            stages
                .iter()
                .map(|stage| Step {
                    key: stage.key.to_string(),
                    name: stage.name.clone(),
                    is_detour: !stage.is_on_the_way(),
                    stages: vec![stage.key.to_string()],
                })
                .collect(),
        )
    }

    /// All of them.
    pub fn all(&self) -> &[Step] {
        &self.0
    }

    /// The step with this key.
    pub fn by_key(&self, key: &str) -> Option<&Step> {
        self.all().iter().find(|step| step.key == key)
    }

    /// Where the step of a stage stands, from 0; nothing for a stage that the journey no longer has.
    pub fn place_of(&self, stage: &str) -> Option<usize> {
        self.all()
            .iter()
            .position(|step| step.stages.iter().any(|key| key == stage))
    }

    /// Where a move from one step to another leads; nothing for one that stays, and for steps that are not there.
    pub fn direction(&self, from: usize, to: usize) -> Option<Direction> {
        let (left, entered) = (self.all().get(from)?, self.all().get(to)?);
        if from == to {
            return None;
        }
        Some(if entered.is_detour {
            Direction::Detour
        } else if !left.is_detour && to > from {
            Direction::Forward
        } else {
            Direction::Back
        })
    }
}

impl Journey {
    /// The journey in the steps of a vocabulary. Detours are one step in the words of others, which know none; a stage on
    /// the way without a name there counts with the one before it.
    pub fn steps(&self, vocabulary: Vocabulary) -> Steps {
        match vocabulary {
            Vocabulary::Stages => Steps::of_stages(&self.stages()),
            Vocabulary::Phases => {
                let phases = Phase::ON_THE_WAY.map(|phase| (phase.key(), phase.name()));
                self.grouped(&phases, |agreed| Some(agreed.stage.phase.key()))
            }
            Vocabulary::Awareness => {
                let steps = Aida::ALL.map(|step| (step.key(), step.name()));
                self.grouped(&steps, |agreed| agreed.awareness.map(Aida::key))
            }
            Vocabulary::Funnel => {
                let steps = Funnel::ALL.map(|step| (step.key(), step.name()));
                self.grouped(&steps, |agreed| agreed.funnel.map(Funnel::key))
            }
        }
    }

    fn grouped(
        &self,
        names: &[(&'static str, &'static str)],
        named: impl Fn(&AgreedStage) -> Option<&'static str>,
    ) -> Steps {
        let off = (Phase::Detour.key(), Phase::Detour.name());
        let mut steps: Vec<Step> = names
            .iter()
            .chain([&off])
            .map(|(key, name)| Step {
                key: (*key).to_owned(),
                name: (*name).to_owned(),
                is_detour: *key == off.0,
                stages: Vec::new(),
            })
            .collect();
        let mut before = names.first().map_or(off.0, |(key, _)| *key);
        for agreed in &self.stages {
            let key = if agreed.stage.is_on_the_way() {
                before = named(agreed).unwrap_or(before);
                before
            } else {
                off.0
            };
            if let Some(step) = steps.iter_mut().find(|step| step.key == key) {
                step.stages.push(agreed.stage.key.to_string());
            }
        }
        steps.retain(|step| !step.stages.is_empty());
        Steps(steps)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_stage_stands_in_one_step_of_each_vocabulary() {
        let journey = Journey::shipped();
        for vocabulary in Vocabulary::ALL {
            assert_eq!(Vocabulary::from_key(vocabulary.key()), Some(vocabulary));
            let steps = journey.steps(vocabulary);
            for stage in &journey.stages() {
                let holds = |step: &&Step| step.stages.iter().any(|key| stage.key == *key);
                assert_eq!(
                    steps.all().iter().filter(holds).count(),
                    1,
                    "{stage:?} in {vocabulary:?}"
                );
            }
        }
    }

    #[test]
    fn ways_lead_forward_back_and_beside() {
        let steps = Journey::shipped().steps(Vocabulary::Phases);
        let at = |key: &str| steps.all().iter().position(|step| step.key == key).unwrap();
        let way = |from: &str, to: &str| steps.direction(at(from), at(to));
        assert_eq!(way("early", "late"), Some(Direction::Forward));
        assert_eq!(way("late", "early"), Some(Direction::Back));
        assert_eq!(way("late", "detour"), Some(Direction::Detour));
        assert_eq!(way("detour", "late"), Some(Direction::Back));
        assert_eq!(way("late", "late"), None);
    }

    #[test]
    fn a_stage_without_a_name_counts_with_the_one_before() {
        let mut journey = Journey::shipped();
        journey.stages[1].awareness = None;
        let steps = journey.steps(Vocabulary::Awareness);
        assert_eq!(steps.place_of("committing_to_change"), steps.place_of("loosening"));
    }
}
