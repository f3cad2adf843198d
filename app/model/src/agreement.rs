//! What departments sign: the one mechanism for all of it. It knows states, signatures and moments, and nothing of what
//! is agreed: that is a type of its own per kind ([`Agreed`]).
//!
//! An agreement is the line of its versions. A version is drafted, proposed, signed by every department that must, in
//! force from its day on, and replaced by the next one. What was in force never changes.
//!
//! The rules live here, without input or output; what can be asked for stands in [`crate::agreements`].

mod course;
#[cfg(test)]
mod properties;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use utoipa::ToSchema;
use uuid::Uuid;

pub use self::course::{Entry, Signed};
use crate::{
    Complaint, Department, FieldErrors,
    values::{
        Version,
        ids::{AgreementId, AgreementVersionId, PersonId},
    },
};

/// What an agreement is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum AgreementKind {
    /// The stages of the buyer's journey. There is one such agreement, [`JOURNEY`].
    Journey,
    /// When a lead is qualified, and how leads come to their scores. There is one such agreement, [`LEAD_DEFINITION`].
    LeadDefinition,
    /// What departments owe each other and the buyer, by when. There is one such agreement, [`RULES_OF_ENGAGEMENT`].
    RulesOfEngagement,
}

/// The one agreement about the buyer's journey, there from the beginning.
pub const JOURNEY: AgreementId = AgreementId(Uuid::from_u128(0x0195_a0e0_0000_7000_8000_0000_0000_0001));

/// The one agreement about when a lead is qualified, there from the beginning.
pub const LEAD_DEFINITION: AgreementId = AgreementId(Uuid::from_u128(0x0195_a0e0_0000_7000_8000_0000_0000_0002));

/// The one agreement about what departments owe each other.
pub const RULES_OF_ENGAGEMENT: AgreementId = AgreementId(Uuid::from_u128(0x0195_a0e0_0000_7000_8000_0000_0000_0003));

impl AgreementKind {
    /// All kinds.
    pub const ALL: [Self; 3] = [Self::Journey, Self::LeadDefinition, Self::RulesOfEngagement];

    /// The key in tables, files and addresses.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Journey => "journey",
            Self::LeadDefinition => "lead_definition",
            Self::RulesOfEngagement => "rules_of_engagement",
        }
    }

    /// The kind with this key.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }

    /// The departments that it binds, each of which must sign.
    pub const fn signers(self) -> &'static [Department] {
        match self {
            Self::Journey | Self::RulesOfEngagement => &Department::ALL,
            Self::LeadDefinition => &[Department::Marketing, Department::Sales],
        }
    }
}

/// What is agreed: the content of a version.
pub trait Agreed: Serialize + DeserializeOwned + PartialEq + Send + Sync + 'static {
    /// The kind of agreement whose content this is.
    const KIND: AgreementKind;

    /// What holds until departments have agreed on anything, and what the first draft starts from.
    fn shipped() -> Self;

    /// Refuses content that must never come into force. Asked whenever a draft is stored and again when it is proposed.
    fn check(&self) -> Result<(), FieldErrors>;

    /// What is different in `later`, one plain sentence per difference; nothing when both say the same.
    fn difference(&self, later: &Self) -> Vec<String>;
}

/// Where a version stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = AgreementState)]
pub enum State {
    /// Everybody who may draft changes it.
    Draft,
    /// Its content is frozen and waits for signatures.
    Proposed,
    /// Every department signed; it waits for its day.
    Signed,
    /// In force; never changes again.
    Active,
    /// Was in force until the next one was.
    Superseded,
    /// Never came into force.
    Withdrawn,
}

impl State {
    /// All states, in the order of a version's life.
    pub const ALL: [Self; 6] = [
        Self::Draft,
        Self::Proposed,
        Self::Signed,
        Self::Active,
        Self::Superseded,
        Self::Withdrawn,
    ];

    /// The key in tables, files and addresses.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Proposed => "proposed",
            Self::Signed => "signed",
            Self::Active => "active",
            Self::Superseded => "superseded",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// The state with this key.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.key() == key)
    }

    /// Whether nothing leads out of it but time: what was in force and what never will be.
    pub const fn is_settled(self) -> bool {
        matches!(self, Self::Active | Self::Superseded | Self::Withdrawn)
    }
}

/// A moment, and the day on which it falls in the organisation's calendar: agreements begin on days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Now {
    /// The moment.
    pub at: DateTime<Utc>,
    /// The day on the organisation's clocks.
    pub day: NaiveDate,
}

/// From when on a version is to hold, and when it is to be looked at again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Terms {
    /// The first day on which it is in force.
    pub effective_from: NaiveDate,
    /// From this day on its review is due.
    pub review_by: NaiveDate,
}

impl Terms {
    /// Refuses a review before the version has held for a day.
    pub fn check(&self) -> Result<(), FieldErrors> {
        FieldErrors::none()
            .unless(
                self.review_by > self.effective_from,
                "review_by",
                Complaint::BeforeTheStart,
            )
            .into_result()
    }
}

/// One department's consent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Signature {
    /// For which department.
    pub department: Department,
    /// By whom.
    pub person: PersonId,
    /// When.
    pub at: DateTime<Utc>,
}

/// Who did something, and when; nobody where the product did it by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Act {
    /// Who.
    pub by: Option<PersonId>,
    /// When.
    pub at: DateTime<Utc>,
}

/// The moments of a version's life.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moments {
    /// The draft was begun.
    pub drafted: Act,
    /// The content or the terms were changed last.
    pub changed: Act,
    /// It was proposed as it stands.
    pub proposed: Option<Act>,
    /// The last department signed.
    pub signed: Option<DateTime<Utc>>,
    /// It came into force.
    pub in_force: Option<DateTime<Utc>>,
    /// The next version took its place.
    pub superseded: Option<DateTime<Utc>>,
    /// It was withdrawn.
    pub withdrawn: Option<Act>,
}

/// One version of an agreement, without its content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgreementVersion {
    /// Which one.
    pub id: AgreementVersionId,
    /// Counts up in the order of proposals; a version that was never proposed has none.
    pub number: Option<i32>,
    /// Where it stands.
    pub state: State,
    /// The version that was in force when this one was drafted.
    pub based_on: Option<AgreementVersionId>,
    /// As proposed last; a draft that was taken back keeps them as a suggestion.
    pub terms: Option<Terms>,
    /// One per department at most.
    pub signatures: Vec<Signature>,
    /// When what happened.
    pub moments: Moments,
    /// How often content or terms were changed. A signature leaves it, so that of two who sign at once both count.
    pub edition: Version,
}

impl AgreementVersion {
    /// Whether it was in force at a moment.
    pub fn was_in_force(&self, at: DateTime<Utc>) -> bool {
        let began = self.moments.in_force.is_some_and(|since| since <= at);
        let ended = self.moments.superseded.is_some_and(|until| until <= at);
        began && !ended
    }

    /// Whether it is in force and was to be looked at again by now.
    pub fn review_is_due(&self, today: NaiveDate) -> bool {
        self.state == State::Active && self.terms.is_some_and(|terms| terms.review_by <= today)
    }

    /// The departments that have to sign yet, in their usual order.
    pub fn missing(&self, kind: AgreementKind) -> Vec<Department> {
        let signers = kind.signers().iter().copied();
        signers.filter(|department| !self.is_signed_for(*department)).collect()
    }

    /// Whether a department signed.
    pub fn is_signed_for(&self, department: Department) -> bool {
        self.signatures
            .iter()
            .any(|signature| signature.department == department)
    }

    /// What decides between versions that are due: the later day, and on the same day the higher number.
    fn rank(&self) -> Option<(NaiveDate, i32)> {
        Some((self.terms?.effective_from, self.number?))
    }
}

/// An agreement: the line of its versions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agreement {
    kind: AgreementKind,
    versions: Vec<AgreementVersion>,
}

impl Agreement {
    /// An agreement with what is known of its versions, in any order.
    pub const fn of(kind: AgreementKind, versions: Vec<AgreementVersion>) -> Self {
        Self { kind, versions }
    }

    /// What it is about.
    pub const fn kind(&self) -> AgreementKind {
        self.kind
    }

    /// Its versions.
    pub fn versions(&self) -> &[AgreementVersion] {
        &self.versions
    }

    /// One of its versions.
    pub fn version(&self, id: AgreementVersionId) -> Option<&AgreementVersion> {
        self.versions.iter().find(|version| version.id == id)
    }

    /// The version in force.
    pub fn active(&self) -> Option<&AgreementVersion> {
        self.versions.iter().find(|version| version.state == State::Active)
    }

    /// The version that was in force at a moment.
    pub fn in_force_at(&self, at: DateTime<Utc>) -> Option<&AgreementVersion> {
        self.versions.iter().find(|version| version.was_in_force(at))
    }
}
