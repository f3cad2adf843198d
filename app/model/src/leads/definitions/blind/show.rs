//! The sample as one department may see it.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Divergence, classify::ClassifyLead, draw::DrawSample};
use crate::{
    Access, Actor, Department, Kind, Operation, Rest,
    agreement::State,
    agreements::Standing,
    values::ids::{AccountId, AgreementVersionId, LeadId},
};

/// Shows the sample of a version: its leads, what one's own department said, and how far departments agree that are
/// through.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct ShowSample {
    /// Of which version.
    pub version: AgreementVersionId,
}

impl Operation for ShowSample {
    type Output = VersionSample;
    const NAME: &'static str = "leads.samples.show";
    const KIND: Kind = Kind::Query;
    const ACCESS: Access = Access::SignedIn;
    const REST: Option<Rest> = Some(Rest::get(
        "/agreements/versions/{version}/lead-sample",
        "Show the leads that departments classify, and how far they agree",
    ));
}

/// A version with its sample.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct VersionSample {
    /// Where the version stands.
    pub standing: Standing,
    /// The departments that sign it, in their usual order. Others may classify too.
    pub signers: Vec<Department>,
    /// The sample, once it is drawn.
    pub sample: Option<ShownSample>,
}

impl VersionSample {
    /// Whether departments have yet to sign: they say what they mean before.
    pub const fn is_open(&self) -> bool {
        is_open(self.standing.state)
    }

    /// Whether somebody may draw the sample now.
    pub fn may_draw(&self, actor: &Actor) -> bool {
        self.is_open() && self.sample.is_none() && DrawSample::ACCESS.admits(actor).is_ok()
    }

    /// The department for which somebody may classify now: until he sees what others said.
    pub fn may_classify(&self, actor: &Actor) -> Option<Department> {
        let department = actor.department()?;
        let sample = self.sample.as_ref()?;
        let may = self.is_open() && ClassifyLead::ACCESS.admits(actor).is_ok() && !sample.is_revealed_to(department);
        may.then_some(department)
    }
}

/// Whether a version in this state may still be classified.
pub const fn is_open(state: State) -> bool {
    matches!(state, State::Draft | State::Proposed)
}

/// The sample as somebody may see it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ShownSample {
    /// Of which version.
    pub version: AgreementVersionId,
    /// When it was drawn.
    pub drawn_at: DateTime<Utc>,
    /// By which seed; none where that was not kept.
    pub seed: Option<u32>,
    /// Its leads, in the order of their ids.
    pub leads: Vec<SampleLead>,
    /// How far each department is, in their usual order.
    pub departments: Vec<SampleProgress>,
    /// How far each two departments agree that are both through.
    pub agreement: Vec<SampleAgreement>,
}

impl ShownSample {
    /// How far a department is.
    pub fn progress(&self, department: Department) -> Option<&SampleProgress> {
        self.departments.iter().find(|one| one.department == department)
    }

    /// Whether a department is through, and another one is: then its answers stand.
    pub fn is_revealed_to(&self, department: Department) -> bool {
        let through = self.departments.iter().filter(|one| one.is_through).count();
        self.progress(department).is_some_and(|one| one.is_through) && through > 1
    }

    /// The first lead that a department has yet to classify, and its place, counted from 1.
    pub fn next_for(&self, department: Department) -> Option<(usize, &SampleLead)> {
        let waits = |(_, lead): &(usize, &SampleLead)| lead.said_by(department).is_none();
        self.leads
            .iter()
            .enumerate()
            .map(|(place, lead)| (place + 1, lead))
            .find(waits)
    }

    /// A lead of it, and its place, counted from 1.
    pub fn lead(&self, asked: LeadId) -> Option<(usize, &SampleLead)> {
        let mut leads = self.leads.iter().enumerate().map(|(place, lead)| (place + 1, lead));
        leads.find(|(_, lead)| lead.lead == asked)
    }
}

impl SampleLead {
    /// What a department said of it, as far as the reader may know.
    pub fn said_by(&self, department: Department) -> Option<bool> {
        let answer = self.answers.iter().find(|answer| answer.department == department);
        answer.map(|answer| answer.qualified)
    }
}

/// A lead of the sample.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct SampleLead {
    /// Which one.
    pub lead: LeadId,
    /// Name of the person.
    pub contact_name: String,
    /// At which account, where that is known.
    pub account: Option<AccountId>,
    /// Its name.
    pub account_name: Option<String>,
    /// What departments said, as far as the reader may know.
    pub answers: Vec<SampleAnswer>,
}

/// What a department said of a lead.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct SampleAnswer {
    /// Which department.
    pub department: Department,
    /// Whether the lead is one to hand over.
    pub qualified: bool,
}

/// How far a department is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct SampleProgress {
    /// Which department.
    pub department: Department,
    /// How many leads it has classified.
    pub classified: u32,
    /// Whether those are all.
    pub is_through: bool,
}

/// How far two departments agree.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct SampleAgreement {
    /// One.
    pub first: Department,
    /// The other.
    pub second: Department,
    /// On how many leads, beyond chance how far, and on which not.
    pub divergence: Divergence,
}
