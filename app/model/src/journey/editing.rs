//! How a draft of the journey is changed, stage by stage. Each change leaves a whole journey; whether departments may sign
//! it is asked afterwards ([`Journey::check`]).

use super::{AgreedStage, Journey, Phase, Stage, StageKey};
use crate::{Complaint, FieldErrors, values::key};

impl Journey {
    /// Where the stage with this key stands.
    pub fn place(&self, key: &StageKey) -> Result<usize, FieldErrors> {
        let place = self.stages.iter().position(|agreed| agreed.stage.key == *key);
        place.ok_or_else(|| FieldErrors::of("stage", Complaint::NoSuch))
    }

    /// A new stage, at the end of its phase.
    pub fn add(&mut self, name: &str, buyer: &str, phase: Phase, definition: &str) {
        let key = self.key_for(name);
        let behind = self.stages.iter().rposition(|agreed| agreed.stage.phase <= phase);
        let place = behind.map_or(0, |behind| behind + 1);
        // A stage of that key is there from now on, so that no account has to leave it.
        self.mapping.remove(&key);
        let agreed = AgreedStage {
            stage: Stage {
                key,
                name: name.trim().to_owned(),
                buyer: buyer.trim().to_owned(),
                phase,
                accountable: None,
                norm_days: None,
                owes: Vec::new(),
            },
            definition: definition.trim().to_owned(),
            questions: Vec::new(),
            entry: None,
            anticipates: None,
            awareness: None,
            funnel: None,
        };
        self.stages.insert(place, agreed);
    }

    /// A key for a stage of this name that no stage has, nor one that was dropped: history keeps the old keys.
    fn key_for(&self, name: &str) -> StageKey {
        let free = |key: &StageKey| self.stage(key.as_str()).is_none() && !self.mapping.contains_key(key);
        key::of_name(name, "stage", StageKey::LIMIT)
            .take(Self::MOST_STAGES * 4)
            .filter_map(|key| key.parse().ok())
            .find(free)
            .unwrap_or_else(StageKey::nameless)
    }

    /// Puts a stage one place earlier or later; the outermost stay.
    pub fn shift(&mut self, key: &StageKey, later: bool) -> Result<(), FieldErrors> {
        let place = self.place(key)?;
        let other = if later { place + 1 } else { place.saturating_sub(1) };
        if other < self.stages.len() {
            self.stages.swap(place, other);
        }
        Ok(())
    }

    /// Drops a stage. What usually led to it leads to what came after it; accounts that somebody holds there go to
    /// `to`, if that is said.
    pub fn remove(&mut self, key: &StageKey, to: Option<&StageKey>) -> Result<(), FieldErrors> {
        let gone = self.stages.remove(self.place(key)?);
        let next = gone.anticipates.filter(|next| next != key);
        for agreed in &mut self.stages {
            if agreed.anticipates.as_ref() == Some(key) {
                agreed.anticipates = next.clone().filter(|next| *next != agreed.stage.key);
            }
        }
        // What was dropped before and led here is led on, or its accounts would have nowhere to go.
        match to {
            Some(to) => self
                .mapping
                .values_mut()
                .filter(|old| *old == key)
                .for_each(|old| old.clone_from(to)),
            None => self.mapping.retain(|_, old| old != key),
        }
        if let Some(to) = to {
            self.mapping.insert(key.clone(), to.clone());
        }
        Ok(())
    }

    /// Says where accounts go that somebody holds in a dropped stage, or that nothing is said of it.
    pub fn map(&mut self, dropped: &StageKey, to: Option<&StageKey>) -> Result<(), FieldErrors> {
        if self.stage(dropped.as_str()).is_some() {
            return Err(FieldErrors::of("stage", Complaint::Taken));
        }
        match to {
            Some(to) => self.mapping.insert(dropped.clone(), to.clone()),
            None => self.mapping.remove(dropped),
        };
        Ok(())
    }

    /// The stages among these that this journey has not and of which it does not say where accounts go.
    pub fn leaves<'a>(&self, stood_in: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
        stood_in
            .into_iter()
            .filter(|key| self.stage(key).is_none() && !self.mapping.contains_key(*key))
            .collect()
    }
}

/// Complaints about a whole journey as a form about one of its stages knows them: `stages.3.stage.name` is its `name`.
/// What is about other stages keeps its way through the journey.
pub fn about_stage(errors: &FieldErrors, place: usize, stage: &Stage) -> FieldErrors {
    let own = format!("stages.{place}.");
    errors.iter().fold(FieldErrors::none(), |all, (field, complaint)| {
        let Some(rest) = field.strip_prefix(&own) else {
            return all.and(field, complaint.clone());
        };
        let rest = rest.strip_prefix("stage.").unwrap_or(rest);
        let name = match rest.split_once('.') {
            Some(("questions", _)) => "questions".to_owned(),
            Some(("owes", rest)) => {
                let place = rest.split('.').next().and_then(|place| place.parse::<usize>().ok());
                let owed = place.and_then(|place| stage.owes.get(place));
                owed.map_or_else(|| rest.to_owned(), |owed| ["owes_", owed.leg.key()].concat())
            }
            _ => rest.to_owned(),
        };
        all.and(&name, complaint.clone())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Department, journey::Owed};

    fn key(key: &str) -> StageKey {
        key.parse().unwrap()
    }

    #[test]
    fn a_new_stage_stands_at_the_end_of_its_phase_under_a_key_of_its_own() {
        let mut journey = Journey::shipped();
        journey.add(
            "Séléction  du fournisseur",
            "choosing",
            Phase::Late,
            "Somebody chooses.",
        );
        journey.add("Selecting", "choosing", Phase::Late, "Somebody chooses.");
        let keys: Vec<&str> = journey.stages.iter().map(|agreed| agreed.stage.key.as_str()).collect();
        assert!(
            keys.contains(&"s_l_ction_du_fournisseur") && keys.contains(&"selecting_2"),
            "{keys:?}"
        );
        let phases: Vec<Phase> = journey.stages.iter().map(|agreed| agreed.stage.phase).collect();
        assert!(phases.is_sorted());
        journey
            .stages
            .iter_mut()
            .rfind(|agreed| agreed.stage.key == "selecting_2")
            .unwrap()
            .stage
            .name = "Else".to_owned();
        assert_eq!(journey.check(), Ok(()));
    }

    #[test]
    fn a_stage_goes_to_and_fro() {
        let mut journey = Journey::shipped();
        journey.shift(&key("exploring"), true).unwrap();
        assert_ne!(journey, Journey::shipped());
        journey.shift(&key("exploring"), false).unwrap();
        assert_eq!(journey, Journey::shipped());
        journey.shift(&key("loosening"), false).unwrap();
        assert_eq!(journey, Journey::shipped());
        assert!(journey.shift(&key("nowhere"), true).is_err());
    }

    #[test]
    fn what_led_to_a_dropped_stage_leads_on() {
        let mut journey = Journey::shipped();
        journey.remove(&key("exploring"), Some(&key("selecting"))).unwrap();
        assert_eq!(journey.check(), Ok(()));
        assert_eq!(journey.mapping[&key("exploring")], key("selecting"));
        journey.remove(&key("selecting"), Some(&key("justifying"))).unwrap();
        assert_eq!(journey.check(), Ok(()));
        assert_eq!(journey.mapping[&key("exploring")], key("justifying"));
        assert!(journey.leaves(["exploring", "selecting", "loosening"]).is_empty());
        journey.remove(&key("justifying"), None).unwrap();
        assert_eq!(journey.check(), Ok(()));
        assert_eq!(journey.leaves(["exploring", "loosening"]), ["exploring"]);
    }

    #[test]
    fn where_accounts_of_a_dropped_stage_go_is_said_later_and_anew() {
        let mut journey = Journey::shipped();
        let gone = key("exploring");
        let complaint = FieldErrors::of("stage", Complaint::Taken);
        assert_eq!(journey.map(&gone, Some(&key("selecting"))), Err(complaint));
        journey.remove(&gone, None).unwrap();
        for to in ["selecting", "justifying"] {
            journey.map(&gone, Some(&key(to))).unwrap();
            assert_eq!((journey.check(), &journey.mapping[&gone]), (Ok(()), &key(to)));
        }
        journey.map(&gone, Some(&gone)).unwrap();
        assert!(journey.check().is_err());
        journey.map(&gone, None).unwrap();
        assert_eq!(journey.leaves(["exploring"]), ["exploring"]);
    }

    #[test]
    fn complaints_find_their_field() {
        let mut journey = Journey::shipped();
        let stage = &mut journey.stages[2];
        stage.stage.name = String::new();
        stage.questions[1] = String::new();
        stage.stage.owes = vec![Owed {
            leg: Department::Service,
            within_days: 0,
        }];
        journey.stages[3].stage.buyer = String::new();
        let errors = journey.check().unwrap_err();
        let found = about_stage(&errors, 2, &journey.stages[2].stage);
        let fields: Vec<&str> = found.iter().map(|(field, _)| field).collect();
        assert_eq!(fields, ["name", "owes_service", "questions", "stages.3.stage.buyer"]);
    }
}
