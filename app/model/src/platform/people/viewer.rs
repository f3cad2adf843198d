//! Who looks at the screen, and how he reads days and numbers.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::{
    Access, Actor, Department, Kind, Operation, Role,
    journey::Stages,
    platform::organisation::Organisation,
    values::{ids::PersonId, locale::Locale, theme::Theme, zone::Zone},
};

/// Tells a page who looks at it. Every page asks it first.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ShowViewer {}

impl Operation for ShowViewer {
    type Output = Visit;
    const NAME: &'static str = "platform.people.viewer";
    const KIND: Kind = Kind::Query;
    const ACCESS: Access = Access::Anyone;
}

/// The state of the installation as this browser sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Visit {
    /// Nobody has set the installation up yet.
    NotSetUp,
    /// Nobody is signed in.
    Stranger,
    /// Somebody is.
    Known(Box<Viewer>),
}

/// A signed-in person at a screen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Viewer {
    /// Who.
    pub id: PersonId,
    /// The person's name.
    pub name: String,
    /// The address that he signs in with.
    pub email: String,
    /// The leg that he acts for.
    pub department: Option<Department>,
    /// What he is in the company.
    pub role: Role,
    /// How he reads numbers and days.
    pub locale: Locale,
    /// In which time zone.
    pub zone: Zone,
    /// Light, dark, or as the system says.
    pub theme: Theme,
    /// When the server answered; what is "3 h ago" counts from here, so that browser and server say the same.
    /// Travels as milliseconds: every page would have to load what reads days otherwise.
    #[serde(with = "chrono::serde::ts_milliseconds")]
    pub now: DateTime<Utc>,
    /// The company.
    pub organisation: Organisation,
    /// How many people and departments it has here.
    pub people: u32,
    /// The stages of the journey in force: every screen names some, and none has to ask for them.
    pub stages: Stages,
    /// The day since when the review of the journey in force has been due, if it is, counted in days from the year 1.
    /// Travels as a number for the same reason as `now`.
    pub journey_review_due: Option<i32>,
}

impl Viewer {
    /// Since when the review of the journey in force has been due; `None` as long as it is not.
    pub fn journey_review_due(&self) -> Option<NaiveDate> {
        NaiveDate::from_num_days_from_ce_opt(self.journey_review_due?)
    }

    /// The actor that the person is to the policy, to hide what he may not do.
    pub const fn actor(&self) -> Actor {
        Actor::Person {
            id: self.id,
            department: self.department,
            role: self.role,
        }
    }
}
