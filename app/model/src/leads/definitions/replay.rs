//! Two versions of the definition over the same leads and the same period, in memory. History is read and never written.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{LeadDefinition, Value};
use crate::{
    Access, FieldErrors, Kind, Operation, Rest,
    agreements::VersionName,
    criteria::facts::AccountFacts,
    keyed,
    leads::reports::show::ShowReports,
    receipt::Met,
    values::{
        Cursor, Limit, Page,
        ids::{AccountId, AgreementVersionId, LeadId},
    },
};

keyed! {
    /// Which of two versions qualify a lead.
    Qualifies {
        /// Both of them.
        Both = "both", "Both";
        /// The first and not the second.
        OnlyFirst = "only_first", "Only the first";
        /// The second and not the first.
        OnlySecond = "only_second", "Only the second";
        /// Neither of them.
        Neither = "neither", "Neither";
    }
}

/// Runs two versions of the lead definition over all leads that were captured in a period, by what is known of them.
/// Nothing is written, and what was decided stays as it was decided.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct ReplayDefinitions {
    /// One version, whatever its state.
    pub first: AgreementVersionId,
    /// The other one; unless said the one in force, or where that is the first one, the one before it. Where there is
    /// none, what the product ships with.
    #[serde(default)]
    pub second: Option<AgreementVersionId>,
    /// The first day of the period, on the organisation's clocks; 90 days before its last one unless said.
    #[serde(default)]
    pub from: Option<NaiveDate>,
    /// The last day of the period; today unless said. Neither version looks further.
    #[serde(default)]
    pub until: Option<NaiveDate>,
    /// Lists only the leads that these qualify.
    #[serde(default)]
    pub qualifies: Option<Qualifies>,
    /// Goes on behind this place.
    #[serde(default)]
    pub cursor: Option<Cursor>,
    /// How many leads to list.
    #[serde(default)]
    pub limit: Limit,
}

impl ReplayDefinitions {
    /// Two versions over the usual days.
    pub fn of(first: AgreementVersionId, second: Option<AgreementVersionId>) -> Self {
        Self {
            first,
            second,
            from: None,
            until: None,
            qualifies: None,
            cursor: None,
            limit: Limit::default(),
        }
    }

    /// The days, as reports ask for them.
    pub const fn days(&self) -> ShowReports {
        ShowReports::between(self.from, self.until)
    }
}

impl Operation for ReplayDefinitions {
    type Output = ReplayedDefinitions;
    const NAME: &'static str = "leads.definitions.replay";
    const KIND: Kind = Kind::Query;
    const ACCESS: Access = Access::SignedIn;
    const REST: Option<Rest> = Some(Rest::get(
        "/agreements/versions/{first}/lead-replay",
        "Which leads of a period two versions of the lead definition qualify",
    ));

    fn check(&self) -> Result<(), FieldErrors> {
        self.days().check()
    }
}

/// Which leads two versions qualify. The counts add up to all leads of the period.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ReplayedDefinitions {
    /// The first version.
    pub first: VersionName,
    /// The second one; none where it is what the product ships with.
    pub second: Option<VersionName>,
    /// The first day of the period.
    pub from: NaiveDate,
    /// Its last day.
    pub until: NaiveDate,
    /// How many leads stand behind each answer.
    pub counts: Counts,
    /// The leads, of those asked for, in the order of their ids.
    pub listed: Page<ReplayedLead>,
    /// Seconds that it took.
    pub seconds: f64,
}

/// A lead of the period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ReplayedLead {
    /// Which one.
    pub lead: LeadId,
    /// Name of the person.
    pub contact_name: String,
    /// At which account, where that is known.
    pub account: Option<AccountId>,
    /// Its name.
    pub account_name: Option<String>,
    /// When it was captured.
    pub captured_at: DateTime<Utc>,
    /// Which of the versions qualify it.
    pub qualifies: Qualifies,
    /// What decided by the first version.
    pub by_first: Finding,
    /// What decided by the second one.
    pub by_second: Finding,
}

/// What decided about a lead by one version, within a period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = DefinitionFinding)]
pub struct Finding {
    /// When the version first qualified it; none where it never did in the period.
    pub qualified_at: Option<DateTime<Utc>>,
    /// The outermost criteria that decided: those that were met then, or those that were not met when the period ended.
    pub decided: Vec<Value>,
}

/// A period, its first and last moment among it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = ReplayPeriod)]
pub struct Period {
    /// The first moment.
    pub from: DateTime<Utc>,
    /// The last moment.
    pub until: DateTime<Utc>,
}

/// Which leads two versions qualify in a period. Each lead stands in exactly one of the lists.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Comparison {
    /// Qualified by both.
    pub both: Vec<LeadId>,
    /// Qualified by the first and not by the second.
    pub only_first: Vec<LeadId>,
    /// Qualified by the second and not by the first.
    pub only_second: Vec<LeadId>,
    /// Qualified by neither.
    pub neither: Vec<LeadId>,
}

/// The lengths of the four lists of a comparison.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = ComparisonCounts)]
pub struct Counts {
    /// How many leads both qualify.
    pub both: u64,
    /// How many only the first qualifies.
    pub only_first: u64,
    /// How many only the second qualifies.
    pub only_second: u64,
    /// How many neither qualifies.
    pub neither: u64,
}

impl LeadDefinition {
    /// The first moment of a period at which the lead of these facts is qualified. Before its capture it is no lead.
    ///
    /// The scores that the facts bring along are overwritten.
    pub fn first_qualified(&self, facts: &mut AccountFacts, period: Period) -> Option<DateTime<Utc>> {
        self.scores.score(facts);
        let captured_at = facts.lead.as_ref()?.captured_at;
        let mut look = Some(captured_at.max(period.from));
        while let Some(now) = look.filter(|now| *now <= period.until) {
            let verdict = self.criteria.verdict(facts, now);
            if verdict.holds {
                return Some(now);
            }
            look = verdict.until.filter(|next| *next > now);
        }
        None
    }
}

impl LeadDefinition {
    /// What decides about the lead of these facts within a period. The scores that the facts bring along are overwritten.
    pub fn finding(&self, facts: &mut AccountFacts, period: Period) -> Finding {
        let qualified_at = self.first_qualified(facts, period);
        let found = self.qualify(facts, qualified_at.unwrap_or(period.until));
        let lines = found.receipt.lines.into_iter();
        let decided = lines.filter(|line| line.depth == 0 && (line.met == Met::Yes) == qualified_at.is_some());
        Finding {
            qualified_at,
            decided: decided
                .map(|line| Value {
                    asked: line.asked,
                    found: line.found,
                    met: line.met,
                })
                .collect(),
        }
    }
}

impl Comparison {
    /// Runs two versions over leads with what is known of each.
    pub fn of(
        first: &LeadDefinition,
        second: &LeadDefinition,
        leads: impl IntoIterator<Item = (LeadId, AccountFacts)>,
        period: Period,
    ) -> Self {
        let mut comparison = Self::default();
        for (lead, mut facts) in leads {
            let mut qualifies = |definition: &LeadDefinition| definition.first_qualified(&mut facts, period).is_some();
            let qualifies = Qualifies::of(qualifies(first), qualifies(second));
            comparison.list(qualifies).push(lead);
        }
        comparison
    }

    /// The list for what both versions say.
    const fn list(&mut self, qualifies: Qualifies) -> &mut Vec<LeadId> {
        match qualifies {
            Qualifies::Both => &mut self.both,
            Qualifies::OnlyFirst => &mut self.only_first,
            Qualifies::OnlySecond => &mut self.only_second,
            Qualifies::Neither => &mut self.neither,
        }
    }

    /// All leads with which versions qualify each.
    pub fn leads(&self) -> impl Iterator<Item = (LeadId, Qualifies)> {
        let lists = [
            (&self.both, Qualifies::Both),
            (&self.only_first, Qualifies::OnlyFirst),
            (&self.only_second, Qualifies::OnlySecond),
            (&self.neither, Qualifies::Neither),
        ];
        lists
            .into_iter()
            .flat_map(|(leads, qualifies)| leads.iter().map(move |lead| (*lead, qualifies)))
    }

    /// Adds what was compared elsewhere.
    pub fn add(&mut self, other: Self) {
        self.both.extend(other.both);
        self.only_first.extend(other.only_first);
        self.only_second.extend(other.only_second);
        self.neither.extend(other.neither);
    }

    /// How many leads stand in each list.
    pub fn counts(&self) -> Counts {
        Counts {
            both: self.both.len() as u64,
            only_first: self.only_first.len() as u64,
            only_second: self.only_second.len() as u64,
            neither: self.neither.len() as u64,
        }
    }
}

impl Qualifies {
    /// What two versions say of a lead.
    pub const fn of(first: bool, second: bool) -> Self {
        match (first, second) {
            (true, true) => Self::Both,
            (true, false) => Self::OnlyFirst,
            (false, true) => Self::OnlySecond,
            (false, false) => Self::Neither,
        }
    }
}

impl Counts {
    /// Counts one lead more.
    pub const fn add(&mut self, qualifies: Qualifies) {
        let count = match qualifies {
            Qualifies::Both => &mut self.both,
            Qualifies::OnlyFirst => &mut self.only_first,
            Qualifies::OnlySecond => &mut self.only_second,
            Qualifies::Neither => &mut self.neither,
        };
        *count += 1;
    }

    /// How many leads there were.
    pub const fn total(self) -> u64 {
        self.both + self.only_first + self.only_second + self.neither
    }
}
