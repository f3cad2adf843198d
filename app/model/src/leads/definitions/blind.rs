//! What each department thinks a qualified lead is: before signing, both classify the same leads without seeing what the
//! other says. How much they agree beyond chance is Cohen's kappa; the leads on which they do not are the list to talk
//! about.

pub mod classify;
pub mod draw;
pub mod lead;
pub mod show;

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{Department, Refusal, leads::rules::LeadRule, values::ids::LeadId};

/// What one department says of leads: whether each is one to hand over.
pub type Answers = BTreeMap<LeadId, bool>;

/// Leads that departments classify, and what they said so far.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sample {
    leads: BTreeSet<LeadId>,
    answers: BTreeMap<Department, Answers>,
}

/// How far two departments agree about the leads that both classified.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Divergence {
    /// How many leads both classified.
    pub leads: u32,
    /// On how many of them they agree.
    pub agreed: u32,
    /// Cohen's kappa: 1 where they always agree, 0 where they agree no more than chance would have it, less where they
    /// agree less than that.
    ///
    /// `None` where it is not defined: no lead was classified by both, or both put all of them into the same class, so
    /// that chance alone explains everything. That both agree on all then says nothing about what they mean.
    pub kappa: Option<f64>,
    /// The leads on which they do not agree, in the order of their ids.
    pub disagreements: Vec<Disagreement>,
}

/// A lead on which two departments do not agree: one says yes and the other no.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Disagreement {
    /// Which one.
    pub lead: LeadId,
    /// Whether it is the first that says yes.
    pub first_says_yes: bool,
}

impl Sample {
    /// A sample of so many of the leads at most. The same seed draws the same leads, whatever order they come in.
    pub fn draw(leads: impl IntoIterator<Item = LeadId>, size: usize, seed: u64) -> Self {
        let mut drawn: Vec<(u64, LeadId)> = leads.into_iter().map(|lead| (lot(lead, seed), lead)).collect();
        drawn.sort_unstable();
        drawn.dedup();
        Self {
            leads: drawn.into_iter().take(size).map(|(_, lead)| lead).collect(),
            answers: BTreeMap::new(),
        }
    }

    /// A sample that was drawn before, with what departments said so far.
    pub fn of(
        leads: impl IntoIterator<Item = LeadId>,
        answers: impl IntoIterator<Item = (Department, LeadId, bool)>,
    ) -> Self {
        let mut sample = Self {
            leads: leads.into_iter().collect(),
            answers: BTreeMap::new(),
        };
        for (department, lead, qualified) in answers {
            sample.answers.entry(department).or_default().insert(lead, qualified);
        }
        sample
    }

    /// How many leads a department has classified.
    pub fn classified(&self, department: Department) -> u32 {
        let answers = self.answers.get(&department).map_or(0, BTreeMap::len);
        u32::try_from(answers).unwrap_or(u32::MAX)
    }

    /// The leads.
    pub const fn leads(&self) -> &BTreeSet<LeadId> {
        &self.leads
    }

    /// What a department says of a lead; it may change its mind until answers have been compared.
    pub fn classify(&mut self, department: Department, lead: LeadId, qualified: bool) -> Result<(), Refusal> {
        if !self.leads.contains(&lead) {
            return Err(LeadRule::NotInSample.into());
        }
        // Whoever is through sees what others who are through said, and would not be blind any more.
        let through = Department::ALL.into_iter().filter(|other| self.is_through(*other));
        if self.is_through(department) && through.count() > 1 {
            return Err(LeadRule::SampleRevealed.into());
        }
        self.answers.entry(department).or_default().insert(lead, qualified);
        Ok(())
    }

    /// Whether a department has classified every lead.
    pub fn is_through(&self, department: Department) -> bool {
        let answers = self.answers.get(&department);
        !self.leads.is_empty() && answers.is_some_and(|answers| answers.len() == self.leads.len())
    }

    /// What a department said, as far as another one may know: its own always, that of others when both are through.
    pub fn seen_by(&self, viewer: Department, of: Department) -> Option<&Answers> {
        let may = viewer == of || (self.is_through(viewer) && self.is_through(of));
        self.answers.get(&of).filter(|_| may)
    }

    /// How far each two departments agree that are both through, in the usual order of departments.
    pub fn divergences(&self) -> Vec<(Department, Department, Divergence)> {
        let through: Vec<(Department, &Answers)> = Department::ALL
            .into_iter()
            .filter(|department| self.is_through(*department))
            .filter_map(|department| Some((department, self.answers.get(&department)?)))
            .collect();
        let pairs = through.iter().enumerate().flat_map(|(place, first)| {
            let others = through.iter().skip(place + 1);
            others.map(move |second| (first.0, second.0, Divergence::of(first.1, second.1)))
        });
        pairs.collect()
    }
}

/// What kappa says, in the words of Landis and Koch.
pub fn kappa_in_words(kappa: f64) -> &'static str {
    match kappa {
        _ if kappa < 0.0 => "less than chance",
        _ if kappa <= 0.2 => "slight",
        _ if kappa <= 0.4 => "fair",
        _ if kappa <= 0.6 => "moderate",
        _ if kappa <= 0.8 => "substantial",
        _ => "almost perfect",
    }
}

/// A number by which leads are drawn: splitmix64 over both halves of the id.
fn lot(lead: LeadId, seed: u64) -> u64 {
    let (high, low) = lead.0.as_u64_pair();
    [high, low].into_iter().fold(seed, |mixed, half| {
        let mut mixed = (mixed ^ half).wrapping_add(0x9e37_79b9_7f4a_7c15);
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    })
}

impl Divergence {
    /// How far two departments agree about the leads that both classified.
    pub fn of(first: &Answers, second: &Answers) -> Self {
        let both = || {
            let answered = first.iter();
            answered.filter_map(|(lead, says)| Some((*lead, *says, *second.get(lead)?)))
        };
        let count = |which: fn(bool, bool) -> bool| {
            let counted = both().filter(|(_, one, other)| which(*one, *other)).count();
            u32::try_from(counted).unwrap_or(u32::MAX)
        };
        let leads = count(|_, _| true);
        let agreed = count(|one, other| one == other);
        let (first_yes, second_yes) = (count(|one, _| one), count(|_, other| other));
        let disagreements = both().filter(|(_, one, other)| one != other);
        Self {
            leads,
            agreed,
            kappa: kappa(leads, agreed, first_yes, second_yes),
            disagreements: disagreements
                .map(|(lead, one, _)| Disagreement {
                    lead,
                    first_says_yes: one,
                })
                .collect(),
        }
    }
}

/// Agreement beyond chance over that which chance leaves possible, in whole numbers up to the last division.
fn kappa(leads: u32, agreed: u32, first_yes: u32, second_yes: u32) -> Option<f64> {
    let [leads, agreed, one, other] = [leads, agreed, first_yes, second_yes].map(i64::from);
    // Both expected shares multiplied by the square of the number of leads.
    let by_chance = one * other + (leads - one) * (leads - other);
    let possible = leads * leads - by_chance;
    (possible != 0).then(|| (leads * agreed - by_chance) as f64 / possible as f64)
}

#[cfg(test)]
mod tests;
