//! Whether the definition predicts anything: how often leads that it qualified are won and how fast, against those that it
//! did not. With few leads that would be chance, so nothing is shown below [`LEAST`] per group.

pub mod rows;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    Access, FieldErrors, Kind, Operation, Rest,
    agreements::VersionName,
    criteria::facts::Decided,
    journey::{flow::Stay, whole_days},
    leads::reports::show::ShowReports,
    statistics::{Between, Share},
    values::ids::AgreementVersionId,
};

/// Puts a version of the lead definition to the proof, with the leads that were captured in a period.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct ProveDefinition {
    /// Which version, whatever its state.
    pub version: AgreementVersionId,
    /// The first day of the period, on the organisation's clocks; 90 days before its last one unless said.
    #[serde(default)]
    pub from: Option<NaiveDate>,
    /// The last day of the period; today unless said. What became of a lead later does not count.
    #[serde(default)]
    pub until: Option<NaiveDate>,
}

impl ProveDefinition {
    /// The days, as reports ask for them.
    pub const fn days(&self) -> ShowReports {
        ShowReports::between(self.from, self.until)
    }
}

impl Operation for ProveDefinition {
    type Output = ProvedDefinition;
    const NAME: &'static str = "leads.definitions.prove";
    const KIND: Kind = Kind::Query;
    const ACCESS: Access = Access::SignedIn;
    const REST: Option<Rest> = Some(Rest::get(
        "/agreements/versions/{version}/lead-proof",
        "How often leads that a version qualifies are won, and how fast, against the others",
    ));

    fn check(&self) -> Result<(), FieldErrors> {
        self.days().check()
    }
}

/// So many decided leads each group needs before anything is shown.
pub const LEAST: u32 = 20;

/// What became of a lead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Outcome {
    /// Whether the definition qualified it before it was decided.
    pub qualified: bool,
    /// From when on its cycle is counted. The same kind of moment for both groups, or they could not be compared: its
    /// capture.
    pub since: DateTime<Utc>,
    /// When it was decided, and how; nothing while it is open.
    pub decided: Option<(DateTime<Utc>, Decided)>,
}

/// A version put to the proof in a period.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ProvedDefinition {
    /// Which version.
    pub version: VersionName,
    /// The first day of the period.
    pub from: NaiveDate,
    /// Its last day.
    pub until: NaiveDate,
    /// What came out.
    pub proof: Proof,
}

/// The definition put to the proof.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[schema(as = DefinitionProof)]
pub struct Proof {
    /// The leads that it qualified.
    pub qualified: Group,
    /// The others.
    pub others: Group,
}

/// One of the two groups.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, ToSchema)]
#[schema(as = DefinitionProofGroup)]
pub struct Group {
    /// How many are not decided yet; they count in nothing else.
    pub open: u32,
    /// How many are decided.
    pub decided: u32,
    /// How many of them were won.
    pub won: u32,
    /// The share that was won. Nothing where either group has fewer than [`LEAST`] that are decided.
    pub close_ratio: Option<Share>,
    /// How many days those that were won took. Nothing where either group has fewer than [`LEAST`] that were won.
    pub cycle: Option<Stay>,
    /// Between how many days the median lies, 95 times of 100. Nothing where there is no cycle.
    pub cycle_between: Option<Between>,
}

impl Proof {
    /// Made of what became of leads.
    pub fn of(outcomes: impl IntoIterator<Item = Outcome>) -> Self {
        let mut groups = [(Group::default(), Vec::new()), (Group::default(), Vec::new())];
        let [qualified, others] = &mut groups;
        for outcome in outcomes {
            let (group, days) = if outcome.qualified {
                &mut *qualified
            } else {
                &mut *others
            };
            match outcome.decided {
                None => group.open += 1,
                Some((_, Decided::Lost)) => group.decided += 1,
                Some((at, Decided::Won)) => {
                    group.decided += 1;
                    group.won += 1;
                    days.push(whole_days(outcome.since, at));
                }
            }
        }
        let enough = |number: fn(&Group) -> u32| groups.iter().all(|(group, _)| number(group) >= LEAST);
        let (decided, won) = (enough(|group| group.decided), enough(|group| group.won));
        let [qualified, others] = groups.map(|(group, days)| Group {
            close_ratio: Share::of(group.won, group.decided).filter(|_| decided),
            cycle_between: Between::around_median(days.clone()).filter(|_| won),
            cycle: Stay::of(days).filter(|_| won),
            ..group
        });
        Self { qualified, others }
    }

    /// Whether there are leads enough to say anything about close ratios.
    pub const fn is_shown(&self) -> bool {
        self.qualified.close_ratio.is_some() && self.others.close_ratio.is_some()
    }
}

#[cfg(test)]
mod tests;
