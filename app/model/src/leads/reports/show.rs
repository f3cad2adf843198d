//! All figures about leads.

use chrono::{Datelike as _, Days, NaiveDate};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Measured;
use crate::{Access, Complaint, Department, FieldErrors, Kind, Operation, Rest, values::ids::PersonId};

/// Measures what became of leads in a period: of all, of those that passed through a department, or through one person.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
pub struct ShowReports {
    /// The first day of the period, on the organisation's clocks; 90 days before its last one unless said.
    #[serde(default)]
    pub from: Option<NaiveDate>,
    /// The last day of the period; today unless said.
    #[serde(default)]
    pub until: Option<NaiveDate>,
    /// Only leads that somebody of this department handed over, was given or owns.
    #[serde(default)]
    pub department: Option<Department>,
    /// Only leads that this person handed over, was given or owns.
    #[serde(default)]
    pub owner: Option<PersonId>,
}

/// How many days a period has unless said.
pub const USUAL_DAYS: u64 = 90;

/// No period is longer than this many days: ten years.
pub const MOST_DAYS: i64 = 3_660;

impl ShowReports {
    /// Of everybody's leads, in these days.
    pub const fn between(from: Option<NaiveDate>, until: Option<NaiveDate>) -> Self {
        Self {
            from,
            until,
            department: None,
            owner: None,
        }
    }

    /// The first and the last day of the period.
    pub fn days(&self, today: NaiveDate) -> Result<(NaiveDate, NaiveDate), FieldErrors> {
        let until = self.until.unwrap_or(today);
        let usual = until.checked_sub_days(Days::new(USUAL_DAYS - 1));
        let from = self.from.or(usual).unwrap_or(until);
        // Nobody was here before or will be after, and clocks are not known as far.
        let known = |day: NaiveDate| (1970..2200).contains(&day.year());
        let days = (until - from).num_days();
        FieldErrors::none()
            .unless(known(from), "from", Complaint::NotADate)
            .unless(known(until), "until", Complaint::NotADate)
            .unless(days >= 0, "until", Complaint::BeforeTheStart)
            .unless(days < MOST_DAYS, "from", Complaint::AtMost(MOST_DAYS))
            .into_result()?;
        Ok((from, until))
    }

    /// What can be said of the period before anybody knows what day it is.
    pub(super) fn checked(&self) -> Result<(), FieldErrors> {
        match self.until {
            Some(until) => self.days(until).map(drop),
            None => Ok(()),
        }
    }
}

impl Operation for ShowReports {
    type Output = Reports;
    const NAME: &'static str = "leads.reports.show";
    const KIND: Kind = Kind::Query;
    const ACCESS: Access = Access::SignedIn;
    const REST: Option<Rest> = Some(Rest::get(
        "/leads/reports",
        "What became of leads in a period: follow-up, speed, acceptance, purity, cycle and close ratio",
    ));

    fn check(&self) -> Result<(), FieldErrors> {
        self.checked()
    }
}

/// What became of leads in a period.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[schema(as = LeadReports)]
pub struct Reports {
    /// What it was made under.
    pub under: Under,
    /// What happened in the period, in the usual order of figures.
    pub figures: Vec<Measured>,
    /// How things stand at this moment, whatever the period.
    pub now: Vec<Measured>,
}

/// The period, and what had been agreed in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = LeadReportsUnder)]
pub struct Under {
    /// The first day of the period.
    pub from: NaiveDate,
    /// Its last day.
    pub until: NaiveDate,
    /// The versions of the lead definition that were in force in the period, oldest first.
    pub definitions: Vec<Held>,
    /// The versions of the rules of engagement that were, whose limit follow-up was measured by.
    pub rules: Vec<Held>,
}

/// A version that was in force.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = HeldVersion)]
pub struct Held {
    /// Its number; none before departments agreed for the first time: then what ships holds.
    pub number: Option<i32>,
}
