//! The stages of a journey in their order: the slim part of it, which screens and queries ask.

pub mod list;

use std::{slice, sync::Arc};

use chrono::{DateTime, Utc};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{Phase, Stage};

/// The stages of a journey in the buyer's order, detours last. Copies share one list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stages(Arc<[Stage]>);

impl Stages {
    /// All of them, in order.
    pub fn iter(&self) -> slice::Iter<'_, Stage> {
        self.0.iter()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none, which no agreed journey allows.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The stage with this key.
    pub fn by_key(&self, key: &str) -> Option<&Stage> {
        self.iter().find(|stage| stage.key == key)
    }

    /// Whether the journey has a stage with this key.
    pub fn has(&self, key: &str) -> bool {
        self.by_key(key).is_some()
    }

    /// How people call the stage with this key; one that the journey does not have by its key.
    pub fn name<'a>(&'a self, key: &'a str) -> &'a str {
        self.by_key(key).map_or(key, |stage| &stage.name)
    }

    /// Where a stage stands in the buyer's order, from 0; unknown ones stand behind all others.
    pub fn position(&self, key: &str) -> i16 {
        let place = self.iter().position(|stage| stage.key == key);
        i16::try_from(place.unwrap_or(self.len())).unwrap_or(i16::MAX)
    }

    /// The stage where an account begins that nothing is known of. Every agreed journey has one.
    pub fn first(&self) -> Option<&Stage> {
        self.0.first()
    }

    /// The stages of a phase, in order.
    pub fn of_phase(&self, phase: Phase) -> impl Iterator<Item = &Stage> + use<'_> {
        self.iter().filter(move |stage| stage.phase == phase)
    }

    /// The stages on the buyer's way, in order, without the detours.
    pub fn on_the_way(&self) -> impl Iterator<Item = &Stage> + use<'_> {
        self.iter().filter(|stage| stage.is_on_the_way())
    }

    /// Days that an account usually stays in the stage with this key; `None` where nothing is usual.
    pub fn norm_days(&self, key: &str) -> Option<u16> {
        self.by_key(key)?.norm_days
    }

    /// The stages in which accounts stall, each with the moment: who came then or before stalls now.
    pub fn stalled_since(&self, now: DateTime<Utc>) -> impl Iterator<Item = (&Stage, DateTime<Utc>)> + use<'_> {
        self.iter()
            .filter_map(move |stage| Some((stage, stage.stalled_since(now)?)))
    }

    /// Whether an account that came to the stage with this key at `since` stands there longer than usual.
    pub fn is_stalled(&self, key: &str, since: DateTime<Utc>, now: DateTime<Utc>) -> bool {
        self.by_key(key).is_some_and(|stage| stage.is_stalled(since, now))
    }
}

impl FromIterator<Stage> for Stages {
    fn from_iter<I: IntoIterator<Item = Stage>>(stages: I) -> Self {
        Self(stages.into_iter().collect())
    }
}

impl<'a> IntoIterator for &'a Stages {
    type Item = &'a Stage;
    type IntoIter = slice::Iter<'a, Stage>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl Serialize for Stages {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self)
    }
}

impl<'de> Deserialize<'de> for Stages {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Vec::deserialize(deserializer).map(|stages| Self(stages.into()))
    }
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;

    use super::*;
    use crate::journey::Journey;

    #[test]
    fn stages_stand_in_their_order_and_unknown_ones_behind() {
        let stages = Journey::shipped().stages();
        for (place, stage) in stages.iter().enumerate() {
            assert_eq!(stages.position(stage.key.as_str()), i16::try_from(place).unwrap());
        }
        assert_eq!(usize::try_from(stages.position("nowhere")), Ok(stages.len()));
        assert_eq!(stages.first().map(|stage| stage.key.as_str()), Some("loosening"));
    }

    #[test]
    fn a_stage_that_the_journey_does_not_have_goes_by_its_key() {
        let stages = Journey::shipped().stages();
        assert_eq!(stages.name("selecting"), "Selecting");
        assert_eq!(stages.name("nowhere"), "nowhere");
    }

    #[test]
    fn every_phase_has_its_stages_and_together_they_are_all() {
        let stages = Journey::shipped().stages();
        let counts = Phase::ALL.map(|phase| stages.of_phase(phase).count());
        assert_eq!(counts, [2, 2, 2, 4, 4]);
        assert_eq!(stages.on_the_way().count(), 10);
    }

    #[test]
    fn stages_without_a_norm_know_no_stall() {
        let stages = Journey::shipped().stages();
        let now = DateTime::UNIX_EPOCH + TimeDelta::days(1_000);
        assert!(stages.is_stalled("selecting", DateTime::UNIX_EPOCH, now));
        assert!(!stages.is_stalled("lost", DateTime::UNIX_EPOCH, now));
        assert!(!stages.is_stalled("nowhere", DateTime::UNIX_EPOCH, now));
        let (_, limit) = stages
            .stalled_since(now)
            .find(|(stage, _)| stage.key == "selecting")
            .unwrap();
        assert_eq!(limit, now - TimeDelta::days(26));
        assert!(stages.stalled_since(now).all(|(stage, _)| stage.norm_days.is_some()));
    }

    #[test]
    fn they_travel_as_a_plain_list() {
        let stages = Journey::shipped().stages();
        let json = serde_json::to_value(&stages).unwrap();
        assert_eq!(json.as_array().map(Vec::len), Some(14));
        assert_eq!(crate::reading::from_json::<Stages>(json).unwrap(), stages);
    }
}
