//! The stages of the journey as departments agree on them: what each is called, what the buyer does there, and how long
//! an account usually stays.

use std::collections::BTreeSet;

use model::{
    Complaint, FieldErrors,
    agreement::{Agreed, AgreementKind},
    journey,
};
use serde::{Deserialize, Serialize};

/// All stages, in the buyer's order, detours last.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Stages {
    stages: Vec<Stage>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Stage {
    key: String,
    name: String,
    buyer: String,
    norm_days: Option<u16>,
}

impl Agreed for Stages {
    const KIND: AgreementKind = AgreementKind::Journey;

    fn shipped() -> Self {
        let stages = journey::stages().iter().map(|stage| Stage {
            key: stage.key.to_owned(),
            name: stage.name.to_owned(),
            buyer: stage.buyer.to_owned(),
            norm_days: stage.norm_days,
        });
        Self {
            stages: stages.collect(),
        }
    }

    fn check(&self) -> Result<(), FieldErrors> {
        let keys: BTreeSet<&str> = self.stages.iter().map(|stage| stage.key.as_str()).collect();
        let errors = FieldErrors::none()
            .unless(!self.stages.is_empty(), "stages", Complaint::Required)
            .unless(keys.len() == self.stages.len(), "stages", Complaint::Taken);
        let unnamed = self.stages.iter().position(|stage| stage.name.trim().is_empty());
        match unnamed {
            Some(place) => errors.and(&format!("stages.{place}.name"), Complaint::Required),
            None => errors,
        }
        .into_result()
    }

    fn difference(&self, later: &Self) -> Vec<String> {
        let find = |stages: &[Stage], key: &str| stages.iter().find(|stage| stage.key == key).cloned();
        let mut differences = Vec::new();
        for stage in &later.stages {
            match find(&self.stages, &stage.key) {
                None => differences.push(format!("The stage “{}” is new.", stage.name)),
                Some(before) => differences.extend(before.difference(stage)),
            }
        }
        for stage in &self.stages {
            if find(&later.stages, &stage.key).is_none() {
                differences.push(format!("The stage “{}” is gone.", stage.name));
            }
        }
        let common = |one: &Self, other: &Self| -> Vec<String> {
            let keys = one.stages.iter().map(|stage| stage.key.clone());
            keys.filter(|key| find(&other.stages, key).is_some()).collect()
        };
        if common(self, later) != common(later, self) {
            differences.push("The stages are in another order.".to_owned());
        }
        differences
    }
}

impl Stage {
    fn difference(&self, later: &Self) -> Vec<String> {
        let mut differences = Vec::new();
        if self.name != later.name {
            differences.push(format!("The stage “{}” is called “{}”.", self.name, later.name));
        }
        if self.buyer != later.buyer {
            differences.push(format!(
                "In “{}” the buyer is {} instead of {}.",
                later.name, later.buyer, self.buyer
            ));
        }
        if self.norm_days != later.norm_days {
            let days = |days: Option<u16>| days.map_or_else(|| "open".to_owned(), |days| format!("{days} days"));
            differences.push(format!(
                "The norm of “{}” is {} instead of {}.",
                later.name,
                days(later.norm_days),
                days(self.norm_days)
            ));
        }
        differences
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_product_ships_with_may_come_into_force() {
        assert_eq!(Stages::shipped().check(), Ok(()));
        assert!(Stages::shipped().difference(&Stages::shipped()).is_empty());
    }

    #[test]
    fn differences_are_sentences() {
        let (before, mut after) = (Stages::shipped(), Stages::shipped());
        after.stages[0].name = "Waking up".to_owned();
        after.stages[1].norm_days = None;
        after.stages.swap(2, 3);
        after.stages.truncate(13);
        assert_eq!(
            before.difference(&after),
            [
                "The stage “Loosening the status quo” is called “Waking up”.",
                "The norm of “Committing to change” is open instead of 45 days.",
                "The stage “Churned” is gone.",
                "The stages are in another order.",
            ]
        );
    }

    #[test]
    fn two_stages_have_two_keys_and_each_a_name() {
        let mut stages = Stages::shipped();
        stages.stages[1].key = stages.stages[0].key.clone();
        assert_eq!(stages.check(), Err(FieldErrors::of("stages", Complaint::Taken)));
        let mut stages = Stages::shipped();
        stages.stages[1].name = " ".to_owned();
        assert_eq!(
            stages.check(),
            Err(FieldErrors::of("stages.1.name", Complaint::Required))
        );
    }
}
