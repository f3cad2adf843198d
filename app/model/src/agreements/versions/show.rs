//! One version with all that belongs to it.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    Access, Actor, Department, Kind, Operation, Rest,
    access::{Action, may},
    agreement::{AgreementKind, State},
    agreements::VersionName,
    values::{
        Version,
        ids::{AgreementCommentId, AgreementId, AgreementVersionId, PersonId},
    },
};

/// Shows a version: where it stands, who signed and who has to yet, what it changes, what was said about it.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct ShowVersion {
    /// Which one.
    pub version: AgreementVersionId,
}

impl Operation for ShowVersion {
    type Output = VersionView;
    const NAME: &'static str = "agreements.versions.show";
    const KIND: Kind = Kind::Query;
    const ACCESS: Access = Access::SignedIn;
    const REST: Option<Rest> = Some(Rest::get(
        "/agreements/versions/{version}",
        "A version of an agreement with its signatures, differences and comments",
    ));
}

/// One version of an agreement.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct VersionView {
    /// Which one.
    pub version: AgreementVersionId,
    /// Of which agreement.
    pub agreement: AgreementId,
    /// What that is about.
    pub kind: AgreementKind,
    /// What people call the agreement.
    pub name: String,
    /// Its number, once it was proposed.
    pub number: Option<i32>,
    /// Where it stands.
    pub state: State,
    /// How often its content or terms were changed: what a command has to have seen.
    pub edition: Version,
    /// The first day on which it is in force. A draft that was taken back keeps it as a suggestion.
    pub effective_from: Option<NaiveDate>,
    /// From this day on its review is due.
    pub review_by: Option<NaiveDate>,
    /// Whether it is in force and that day has come.
    pub review_due: bool,
    /// Today in the organisation's calendar.
    pub today: NaiveDate,
    /// One entry for each department that must sign, in their usual order.
    pub signatures: Vec<SignatureView>,
    /// What happened to it, oldest first.
    pub moments: Vec<MomentView>,
    /// The version that was in force when this one was drafted.
    pub based_on: Option<VersionName>,
    /// The version in force now; until there is one, what the product ships with holds.
    pub in_force: Option<VersionName>,
    /// What it says differently than the version it is based on, in plain words.
    pub differs_from_base: Vec<String>,
    /// What it says differently than what is in force now, in plain words.
    pub differs_from_in_force: Vec<String>,
    /// What was said about it, oldest first.
    pub comments: Vec<CommentView>,
    /// What it says, in the form of its kind.
    #[schema(value_type = Object)]
    pub content: serde_json::Value,
}

impl VersionView {
    /// Whether the draft was begun from what is not in force any more: proposing it would undo what came in between.
    pub fn is_behind(&self) -> bool {
        let open = matches!(self.state, State::Draft | State::Proposed | State::Signed);
        open && self.based_on.as_ref().map(|base| base.version) != self.in_force.as_ref().map(|active| active.version)
    }

    /// The department for which somebody may sign it now.
    pub fn may_sign(&self, actor: &Actor) -> Option<Department> {
        let department = actor.department()?;
        let signed = |signature: &&SignatureView| signature.by.is_some();
        let waits = self
            .signatures
            .iter()
            .any(|one| one.department == department && one.by.is_none());
        let signed_for_another = self
            .signatures
            .iter()
            .filter(signed)
            .any(|one| one.by.as_ref().map(|by| by.person) == actor.person());
        let may_sign = self.state == State::Proposed
            && waits
            && !signed_for_another
            && may(actor, Action::SignAgreement { department });
        may_sign.then_some(department)
    }

    /// Whether somebody may change and propose it now.
    pub fn may_edit(&self, actor: &Actor) -> bool {
        self.state == State::Draft && may(actor, Action::DraftAgreement)
    }

    /// Whether somebody may take it back now.
    pub fn may_take_back(&self, actor: &Actor) -> bool {
        self.state == State::Proposed && may(actor, Action::DraftAgreement)
    }

    /// Whether somebody may withdraw it now.
    pub fn may_withdraw(&self, actor: &Actor) -> bool {
        match self.state {
            State::Draft | State::Proposed => may(actor, Action::DraftAgreement),
            State::Signed => actor.department().is_some_and(|department| {
                let signs = self.signatures.iter().any(|one| one.department == department);
                signs && may(actor, Action::SignAgreement { department })
            }),
            State::Active | State::Superseded | State::Withdrawn => false,
        }
    }
}

/// The place of one department's signature.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct SignatureView {
    /// Which department must sign.
    pub department: Department,
    /// Who signed for it; nobody yet.
    pub by: Option<SignedBy>,
}

/// Who signed, and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct SignedBy {
    /// Who.
    pub person: PersonId,
    /// The person's name.
    pub name: String,
    /// When.
    pub at: DateTime<Utc>,
}

/// What can happen to a version.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum MomentKind {
    /// The draft was begun.
    Drafted,
    /// Content or terms were changed last.
    Changed,
    /// It was laid before the departments.
    Proposed,
    /// The last department signed.
    Signed,
    /// It came into force.
    InForce,
    /// The next version took its place.
    Superseded,
    /// It was withdrawn.
    Withdrawn,
}

/// One moment in the life of a version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct MomentView {
    /// What happened.
    pub what: MomentKind,
    /// When.
    pub at: DateTime<Utc>,
    /// Name of who did it; nobody where it happened by itself.
    pub by: Option<String>,
}

/// What somebody wrote beside a version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CommentView {
    /// Which comment.
    pub comment: AgreementCommentId,
    /// Who wrote it.
    pub person: Option<PersonId>,
    /// Name of who wrote it.
    pub name: Option<String>,
    /// When.
    pub at: DateTime<Utc>,
    /// What was written.
    pub body: String,
}
