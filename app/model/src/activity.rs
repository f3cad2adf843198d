//! Everything that can happen, one variant each. A command records what it did as facts, in its own transaction; the
//! one table of them is the audit log and, by account, the timeline. Notifications and other readers follow it.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use strum::{IntoStaticStr, VariantNames};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{
    Department,
    accounts::{members::MembershipEnd, signals::SignalKind, touches::TouchKind},
    journey::{Cause, missing_legs::Cleared},
    leads::{
        chain::{LeadState, RejectReason},
        engagement::Duty,
        obligations::Part,
        pains::{evidence::Severity, readiness::Readiness},
    },
    values::ids::{
        AccountId, AgreementId, AgreementVersionId, ContactId, DealId, EvidenceId, ImportId, JobId, KnownFactId,
        LeadId, ObligationId, PersonId, SavedViewId, SignalId, TerritoryId, TokenId, TouchId, TriggerId,
    },
};

/// One field before and after an edit, as people read it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Change {
    /// Name of the field, as in the API.
    pub field: String,
    /// What stood there; `None` when it was empty.
    pub before: Option<String>,
    /// What stands there now; `None` when it was emptied.
    pub after: Option<String>,
}

/// One thing that happened. Names are kept as they were then, so that the log still reads after a rename.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema, IntoStaticStr, VariantNames)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[cfg_attr(not(target_arch = "wasm32"), serde(tag = "kind"))]
#[cfg_attr(target_arch = "wasm32", serde(remote = "Self"))]
#[expect(missing_docs, reason = "the variants are documented; their fields say what they are")]
pub enum Fact {
    /// An account was created by hand, through the API or by an import.
    AccountCreated { account: AccountId, name: String },
    /// Fields of an account were changed.
    AccountEdited { account: AccountId, changes: Vec<Change> },
    /// An account went into the trash.
    AccountTrashed { account: AccountId, name: String },
    /// An account came back from the trash.
    AccountRestored { account: AccountId, name: String },
    /// A leg got another lead, or lost its lead.
    LegLeadNamed {
        account: AccountId,
        leg: Department,
        person: Option<PersonId>,
        name: Option<String>,
        before: Option<String>,
    },
    /// Somebody works a leg beside its lead from now on.
    MemberAdded {
        account: AccountId,
        leg: Department,
        person: PersonId,
        name: String,
    },
    /// Somebody no longer works a leg beside its lead, and why.
    MemberRemoved {
        account: AccountId,
        leg: Department,
        person: PersonId,
        name: String,
        how: MembershipEnd,
    },
    /// An account was put below another company, or stands alone again.
    ParentNamed {
        account: AccountId,
        parent: Option<AccountId>,
        name: Option<String>,
        before: Option<String>,
    },
    /// A department said what it knows.
    FactStated {
        account: AccountId,
        fact: KnownFactId,
        topic: String,
        value: String,
        leg: Department,
        before: Option<String>,
    },
    /// A department no longer says so.
    FactWithdrawn {
        account: AccountId,
        fact: KnownFactId,
        topic: String,
        value: String,
        leg: Department,
    },
    /// Somebody said which of several facts holds.
    FactSettled {
        account: AccountId,
        fact: KnownFactId,
        topic: String,
        value: String,
    },
    /// Facts stand side by side again.
    FactUnsettled {
        account: AccountId,
        fact: KnownFactId,
        topic: String,
    },
    /// An account moved along the journey.
    AccountMoved {
        account: AccountId,
        from: String,
        to: String,
        cause: Cause,
    },
    /// The product looked where accounts stand, because time had passed or another version of the journey came into
    /// force.
    JourneyFollowed { looked: u32, moved: u32 },
    /// A leg was found to owe an act where an account stands; who leads it, where somebody does.
    LegMissed {
        account: AccountId,
        leg: Department,
        stage: String,
        since: DateTime<Utc>,
        person: Option<PersonId>,
        name: Option<String>,
    },
    /// What a leg owed is owed no longer.
    LegMissedNoMore {
        account: AccountId,
        leg: Department,
        stage: String,
        how: Cleared,
    },
    /// The product looked which legs owe an act, because time had passed.
    LegsLookedAt { looked: u32, raised: u32 },
    /// A person at an account became known.
    ContactAdded {
        account: Option<AccountId>,
        contact: ContactId,
        name: String,
    },
    /// Fields of a contact were changed.
    ContactEdited {
        account: Option<AccountId>,
        contact: ContactId,
        name: String,
        changes: Vec<Change>,
    },
    /// A person works elsewhere now, so the account has one fewer.
    ContactLeft {
        account: AccountId,
        contact: ContactId,
        name: String,
    },
    /// A contact went into the trash.
    ContactTrashed {
        account: Option<AccountId>,
        contact: ContactId,
        name: String,
    },
    /// A contact came back from the trash.
    ContactRestored {
        account: Option<AccountId>,
        contact: ContactId,
        name: String,
    },
    /// A deal was opened.
    DealOpened {
        account: AccountId,
        deal: DealId,
        name: String,
        amount_minor: i64,
        currency: String,
    },
    /// Fields of a deal were changed.
    DealEdited {
        account: AccountId,
        deal: DealId,
        name: String,
        changes: Vec<Change>,
    },
    /// A deal was won.
    DealWon {
        account: AccountId,
        deal: DealId,
        name: String,
        amount_minor: i64,
        currency: String,
    },
    /// A deal was lost, and why.
    DealLost {
        account: AccountId,
        deal: DealId,
        name: String,
        reason: String,
    },
    /// A closed deal was opened again.
    DealReopened {
        account: AccountId,
        deal: DealId,
        name: String,
    },
    /// A deal went into the trash.
    DealTrashed {
        account: AccountId,
        deal: DealId,
        name: String,
    },
    /// A deal came back from the trash.
    DealRestored {
        account: AccountId,
        deal: DealId,
        name: String,
    },
    /// One of our legs did something for or with the buyer.
    TouchLogged {
        account: AccountId,
        touch: TouchId,
        leg: Department,
        touch_kind: TouchKind,
        body: String,
        contact: Option<ContactId>,
        contact_name: Option<String>,
        occurred_at: DateTime<Utc>,
    },
    /// A touch was taken off the timeline.
    TouchRemoved {
        account: AccountId,
        touch: TouchId,
        leg: Department,
    },
    /// A touch came back.
    TouchRestored {
        account: AccountId,
        touch: TouchId,
        leg: Department,
    },
    /// A file of records began to be imported.
    ImportStarted {
        import: ImportId,
        subject: String,
        file: String,
    },
    /// An import came a step further: `received`, `mapped`, `tried`, `running`, `cancelled`, `failed`, `undoing`.
    ImportProgressed {
        import: ImportId,
        file: String,
        step: String,
    },
    /// An import ended.
    ImportFinished {
        import: ImportId,
        file: String,
        created: u32,
        updated: u32,
        refused: u32,
    },
    /// An import was undone.
    ImportUndone {
        import: ImportId,
        file: String,
        removed: u32,
        reverted: u32,
    },
    /// The first admin set the installation up.
    SetUp { person: PersonId, organisation: String },
    /// The organisation's settings were changed.
    OrganisationEdited { changes: Vec<Change> },
    /// Somebody was invited.
    PersonInvited { person: PersonId, name: String },
    /// Somebody was added on the command line.
    PersonAdded { person: PersonId, name: String },
    /// An invited person chose a password.
    InvitationAccepted { person: PersonId, name: String },
    /// Role, department or name of a person changed.
    PersonEdited {
        person: PersonId,
        name: String,
        changes: Vec<Change>,
    },
    /// A person can no longer sign in.
    PersonDeactivated { person: PersonId, name: String },
    /// A person can sign in again.
    PersonReactivated { person: PersonId, name: String },
    /// Somebody signed in.
    SignedIn { person: PersonId },
    /// Somebody signed out.
    SignedOut { person: PersonId },
    /// Somebody asked for a link to choose a new password; nobody is named when nobody has the address.
    PasswordResetAsked { person: Option<PersonId> },
    /// Somebody chose a new password.
    PasswordChanged { person: PersonId },
    /// Somebody changed how the product speaks to him.
    ProfileEdited { person: PersonId, changes: Vec<Change> },
    /// A key to the REST API was made.
    TokenMade { token: TokenId, name: String },
    /// A key to the REST API was revoked.
    TokenRevoked { token: TokenId, name: String },
    /// A job that had given up was asked to try again.
    JobRetried { job: JobId, job_kind: String },
    /// The demo company was loaded.
    DemoLoaded { accounts: u32 },
    /// Something that the buyer did was written down.
    SignalRecorded {
        account: AccountId,
        signal: SignalId,
        signal_kind: SignalKind,
    },
    /// Signals arrived.
    SignalsReceived { count: u32 },
    /// A version of an agreement was begun, from the version with this number where one was in force.
    AgreementDrafted {
        agreement: AgreementId,
        version: AgreementVersionId,
        name: String,
        based_on: Option<i32>,
    },
    /// The content of a draft was changed; how, in plain words.
    AgreementEdited {
        agreement: AgreementId,
        version: AgreementVersionId,
        name: String,
        differences: Vec<String>,
    },
    /// A draft was laid before the departments.
    AgreementProposed {
        agreement: AgreementId,
        version: AgreementVersionId,
        name: String,
        number: i32,
        effective_from: NaiveDate,
        review_by: NaiveDate,
    },
    /// A proposal became a draft again; signatures for these departments are void.
    AgreementTakenBack {
        agreement: AgreementId,
        version: AgreementVersionId,
        name: String,
        number: i32,
        void: Vec<Department>,
    },
    /// A department signed.
    AgreementSigned {
        agreement: AgreementId,
        version: AgreementVersionId,
        name: String,
        number: i32,
        department: Department,
        complete: bool,
    },
    /// A version will never come into force: somebody withdrew it, or the version with this number overtook it.
    AgreementWithdrawn {
        agreement: AgreementId,
        version: AgreementVersionId,
        name: String,
        number: Option<i32>,
        overtaken_by: Option<i32>,
    },
    /// A version came into force, in the place of the one with this number.
    AgreementInForce {
        agreement: AgreementId,
        version: AgreementVersionId,
        name: String,
        number: i32,
        replaces: Option<i32>,
    },
    /// Somebody wrote something beside a version.
    AgreementCommented {
        agreement: AgreementId,
        version: AgreementVersionId,
        name: String,
        number: Option<i32>,
        body: String,
    },
    /// A view of the list of accounts was saved.
    ViewSaved {
        view: SavedViewId,
        name: String,
        shared: bool,
    },
    /// A saved view got another name, place or content, or is shown to others than before.
    ViewEdited {
        view: SavedViewId,
        name: String,
        changes: Vec<Change>,
    },
    /// A saved view was removed.
    ViewRemoved {
        view: SavedViewId,
        name: String,
        shared: bool,
    },
    /// Somebody gave a name and is a lead from now on.
    LeadCaptured {
        account: Option<AccountId>,
        lead: LeadId,
        contact: ContactId,
        name: String,
    },
    /// It became known at which account a lead is.
    LeadPlaced {
        account: AccountId,
        lead: LeadId,
        name: String,
    },
    /// A lead took a step along its chain.
    LeadMoved {
        account: Option<AccountId>,
        lead: LeadId,
        name: String,
        from: LeadState,
        to: LeadState,
        reasons: Vec<RejectReason>,
        note: Option<String>,
    },
    /// A lead passed to sales; why, where it did not meet the definition.
    LeadHandedOver {
        account: Option<AccountId>,
        lead: LeadId,
        name: String,
        to: PersonId,
        to_name: String,
        override_reason: Option<String>,
    },
    /// The deal of a lead was decided.
    LeadClosed {
        account: Option<AccountId>,
        lead: LeadId,
        name: String,
        won: bool,
    },
    /// Sales said how good a lead was, from 1 to 5.
    LeadRated {
        account: Option<AccountId>,
        lead: LeadId,
        name: String,
        quality: u8,
    },
    /// A pain entered the catalogue.
    PainCatalogued { pain: String, name: String },
    /// The words of a pain in the catalogue were changed.
    PainEdited {
        pain: String,
        name: String,
        changes: Vec<Change>,
    },
    /// A pain left the catalogue.
    PainRetired { pain: String, name: String },
    /// A crisis entered the catalogue.
    CrisisCatalogued { crisis: String, name: String },
    /// A crisis in the catalogue was changed.
    CrisisEdited {
        crisis: String,
        name: String,
        changes: Vec<Change>,
    },
    /// A crisis left the catalogue.
    CrisisRetired { crisis: String, name: String },
    /// A department wrote down that an account has a pain.
    PainHeard {
        account: AccountId,
        evidence: EvidenceId,
        pain: String,
        severity: Severity,
        said_by: String,
        words: Option<String>,
        leg: Department,
    },
    /// A department no longer says that an account has a pain.
    PainWithdrawn {
        account: AccountId,
        evidence: EvidenceId,
        pain: String,
        severity: Severity,
        leg: Department,
    },
    /// Somebody said which word about a pain holds.
    PainSettled {
        account: AccountId,
        evidence: EvidenceId,
        pain: String,
        severity: Severity,
        leg: Department,
    },
    /// Words about a pain stand side by side again.
    PainUnsettled {
        account: AccountId,
        evidence: EvidenceId,
        pain: String,
    },
    /// A crisis befell an account.
    CrisisBefell {
        account: AccountId,
        trigger: TriggerId,
        crisis: String,
        known_from: String,
        occurred_at: DateTime<Utc>,
        expires_at: DateTime<Utc>,
        leg: Department,
    },
    /// A crisis was none, or is over before its time.
    CrisisEnded {
        account: AccountId,
        trigger: TriggerId,
        crisis: String,
        leg: Department,
    },
    /// A company became ready to buy, or is no longer, by what was written down or by time alone.
    ReadinessTurned {
        account: AccountId,
        to: Readiness,
        at: DateTime<Utc>,
    },
    /// The product looked which companies are ready to buy, because time had passed.
    ReadinessLookedAt { looked: u32, turned: u32 },
    /// Leads were drawn that departments classify without seeing what others say.
    LeadSampleDrawn { version: AgreementVersionId, leads: u32 },
    /// A department classified a lead of a sample; how is known when others are through as well.
    LeadSampleClassified {
        version: AgreementVersionId,
        department: Department,
    },
    /// The product looked which leads have other points by now.
    ScoresLookedAt { looked: u32, changed: u32 },
    /// A department said when its people are there; before and after as sentences.
    CalendarEdited {
        department: Department,
        before: String,
        after: String,
    },
    /// Somebody of sales takes more leads or fewer from now on, or none at present.
    DeskEdited {
        person: PersonId,
        name: String,
        changes: Vec<Change>,
    },
    /// A territory was added.
    TerritoryAdded { territory: TerritoryId, name: String },
    /// A territory was changed.
    TerritoryEdited {
        territory: TerritoryId,
        name: String,
        changes: Vec<Change>,
    },
    /// A territory was removed.
    TerritoryRemoved { territory: TerritoryId, name: String },
    /// A leg did not keep its word in time, or the word was found broken; who leads the leg is told, once.
    ObligationBreached {
        account: AccountId,
        obligation: ObligationId,
        lead: Option<LeadId>,
        rule: String,
        part: Part,
        duty: Duty,
        leg: Department,
        to: Department,
        at: DateTime<Utc>,
        managers: Vec<PersonId>,
        told: Vec<String>,
    },
    /// The product looked what is owed, because limits had ended.
    ObligationsLookedAt { looked: u32, breached: u32 },
    /// A leg told another one how it stands.
    HowItStandsTold {
        account: AccountId,
        lead: Option<LeadId>,
        leg: Department,
        to: Department,
        words: String,
    },
    /// A leg said when it turns to the buyer next.
    NextTouchPlanned {
        account: AccountId,
        lead: Option<LeadId>,
        leg: Department,
        on: NaiveDate,
    },
    /// A command was refused or failed; nothing was changed.
    Refused { operation: String, failure: String },
}

#[cfg(target_arch = "wasm32")]
crate::by_tag!(Fact, "kind");

impl Fact {
    /// The account on whose timeline the fact stands.
    pub const fn account(&self) -> Option<AccountId> {
        match self {
            Self::AccountCreated { account, .. }
            | Self::AccountEdited { account, .. }
            | Self::AccountTrashed { account, .. }
            | Self::AccountRestored { account, .. }
            | Self::LegLeadNamed { account, .. }
            | Self::MemberAdded { account, .. }
            | Self::MemberRemoved { account, .. }
            | Self::ParentNamed { account, .. }
            | Self::FactStated { account, .. }
            | Self::FactWithdrawn { account, .. }
            | Self::FactSettled { account, .. }
            | Self::FactUnsettled { account, .. }
            | Self::AccountMoved { account, .. }
            | Self::LegMissed { account, .. }
            | Self::LegMissedNoMore { account, .. }
            | Self::DealOpened { account, .. }
            | Self::DealEdited { account, .. }
            | Self::DealWon { account, .. }
            | Self::DealLost { account, .. }
            | Self::DealReopened { account, .. }
            | Self::DealTrashed { account, .. }
            | Self::DealRestored { account, .. }
            | Self::TouchLogged { account, .. }
            | Self::TouchRemoved { account, .. }
            | Self::TouchRestored { account, .. }
            | Self::ContactLeft { account, .. }
            | Self::LeadPlaced { account, .. }
            | Self::PainHeard { account, .. }
            | Self::PainWithdrawn { account, .. }
            | Self::PainSettled { account, .. }
            | Self::PainUnsettled { account, .. }
            | Self::CrisisBefell { account, .. }
            | Self::CrisisEnded { account, .. }
            | Self::ReadinessTurned { account, .. }
            | Self::ObligationBreached { account, .. }
            | Self::HowItStandsTold { account, .. }
            | Self::NextTouchPlanned { account, .. }
            | Self::SignalRecorded { account, .. } => Some(*account),
            Self::ContactAdded { account, .. }
            | Self::ContactEdited { account, .. }
            | Self::ContactTrashed { account, .. }
            | Self::ContactRestored { account, .. }
            | Self::LeadCaptured { account, .. }
            | Self::LeadMoved { account, .. }
            | Self::LeadHandedOver { account, .. }
            | Self::LeadClosed { account, .. }
            | Self::LeadRated { account, .. } => *account,
            Self::ImportStarted { .. }
            | Self::ImportProgressed { .. }
            | Self::ImportFinished { .. }
            | Self::ImportUndone { .. }
            | Self::SetUp { .. }
            | Self::OrganisationEdited { .. }
            | Self::PersonInvited { .. }
            | Self::PersonAdded { .. }
            | Self::InvitationAccepted { .. }
            | Self::PersonEdited { .. }
            | Self::PersonDeactivated { .. }
            | Self::PersonReactivated { .. }
            | Self::SignedIn { .. }
            | Self::SignedOut { .. }
            | Self::PasswordResetAsked { .. }
            | Self::PasswordChanged { .. }
            | Self::ProfileEdited { .. }
            | Self::TokenMade { .. }
            | Self::TokenRevoked { .. }
            | Self::JobRetried { .. }
            | Self::DemoLoaded { .. }
            | Self::SignalsReceived { .. }
            | Self::JourneyFollowed { .. }
            | Self::LegsLookedAt { .. }
            | Self::AgreementDrafted { .. }
            | Self::AgreementEdited { .. }
            | Self::AgreementProposed { .. }
            | Self::AgreementTakenBack { .. }
            | Self::AgreementSigned { .. }
            | Self::AgreementWithdrawn { .. }
            | Self::AgreementInForce { .. }
            | Self::AgreementCommented { .. }
            | Self::ViewSaved { .. }
            | Self::ViewEdited { .. }
            | Self::ViewRemoved { .. }
            | Self::PainCatalogued { .. }
            | Self::PainEdited { .. }
            | Self::PainRetired { .. }
            | Self::CrisisCatalogued { .. }
            | Self::CrisisEdited { .. }
            | Self::CrisisRetired { .. }
            | Self::ReadinessLookedAt { .. }
            | Self::LeadSampleDrawn { .. }
            | Self::LeadSampleClassified { .. }
            | Self::ScoresLookedAt { .. }
            | Self::DeskEdited { .. }
            | Self::TerritoryAdded { .. }
            | Self::TerritoryEdited { .. }
            | Self::TerritoryRemoved { .. }
            | Self::CalendarEdited { .. }
            | Self::ObligationsLookedAt { .. }
            | Self::Refused { .. } => None,
        }
    }

    /// The record that the fact is about, of whatever kind.
    pub const fn subject(&self) -> Option<Uuid> {
        match self {
            Self::AccountCreated { account, .. }
            | Self::AccountEdited { account, .. }
            | Self::AccountTrashed { account, .. }
            | Self::AccountRestored { account, .. }
            | Self::LegLeadNamed { account, .. }
            | Self::MemberAdded { account, .. }
            | Self::MemberRemoved { account, .. }
            | Self::ParentNamed { account, .. }
            | Self::LegMissed { account, .. }
            | Self::LegMissedNoMore { account, .. }
            | Self::ReadinessTurned { account, .. }
            | Self::AccountMoved { account, .. } => Some(account.0),
            Self::ObligationBreached { obligation, .. } => Some(obligation.0),
            Self::HowItStandsTold { account, lead, .. } | Self::NextTouchPlanned { account, lead, .. } => match lead {
                Some(lead) => Some(lead.0),
                None => Some(account.0),
            },
            Self::PainHeard { evidence, .. }
            | Self::PainWithdrawn { evidence, .. }
            | Self::PainSettled { evidence, .. }
            | Self::PainUnsettled { evidence, .. } => Some(evidence.0),
            Self::CrisisBefell { trigger, .. } | Self::CrisisEnded { trigger, .. } => Some(trigger.0),
            Self::TerritoryAdded { territory, .. }
            | Self::TerritoryEdited { territory, .. }
            | Self::TerritoryRemoved { territory, .. } => Some(territory.0),
            Self::FactStated { fact, .. }
            | Self::FactWithdrawn { fact, .. }
            | Self::FactSettled { fact, .. }
            | Self::FactUnsettled { fact, .. } => Some(fact.0),
            Self::ContactAdded { contact, .. }
            | Self::ContactEdited { contact, .. }
            | Self::ContactLeft { contact, .. }
            | Self::ContactTrashed { contact, .. }
            | Self::ContactRestored { contact, .. } => Some(contact.0),
            Self::DealOpened { deal, .. }
            | Self::DealEdited { deal, .. }
            | Self::DealWon { deal, .. }
            | Self::DealLost { deal, .. }
            | Self::DealReopened { deal, .. }
            | Self::DealTrashed { deal, .. }
            | Self::DealRestored { deal, .. } => Some(deal.0),
            Self::TouchLogged { touch, .. } | Self::TouchRemoved { touch, .. } | Self::TouchRestored { touch, .. } => {
                Some(touch.0)
            }
            Self::SignalRecorded { signal, .. } => Some(signal.0),
            Self::ImportStarted { import, .. }
            | Self::ImportProgressed { import, .. }
            | Self::ImportFinished { import, .. }
            | Self::ImportUndone { import, .. } => Some(import.0),
            Self::SetUp { person, .. }
            | Self::PersonInvited { person, .. }
            | Self::PersonAdded { person, .. }
            | Self::InvitationAccepted { person, .. }
            | Self::PersonEdited { person, .. }
            | Self::DeskEdited { person, .. }
            | Self::PersonDeactivated { person, .. }
            | Self::PersonReactivated { person, .. }
            | Self::SignedIn { person }
            | Self::SignedOut { person }
            | Self::PasswordChanged { person }
            | Self::ProfileEdited { person, .. } => Some(person.0),
            Self::PasswordResetAsked { person } => match person {
                Some(person) => Some(person.0),
                None => None,
            },
            Self::TokenMade { token, .. } | Self::TokenRevoked { token, .. } => Some(token.0),
            Self::JobRetried { job, .. } => Some(job.0),
            Self::AgreementDrafted { version, .. }
            | Self::AgreementEdited { version, .. }
            | Self::AgreementProposed { version, .. }
            | Self::AgreementTakenBack { version, .. }
            | Self::AgreementSigned { version, .. }
            | Self::AgreementWithdrawn { version, .. }
            | Self::AgreementInForce { version, .. }
            | Self::LeadSampleDrawn { version, .. }
            | Self::LeadSampleClassified { version, .. }
            | Self::AgreementCommented { version, .. } => Some(version.0),
            Self::ViewSaved { view, .. } | Self::ViewEdited { view, .. } | Self::ViewRemoved { view, .. } => {
                Some(view.0)
            }
            Self::LeadCaptured { lead, .. }
            | Self::LeadPlaced { lead, .. }
            | Self::LeadMoved { lead, .. }
            | Self::LeadHandedOver { lead, .. }
            | Self::LeadClosed { lead, .. }
            | Self::LeadRated { lead, .. } => Some(lead.0),
            Self::OrganisationEdited { .. }
            | Self::DemoLoaded { .. }
            | Self::SignalsReceived { .. }
            | Self::JourneyFollowed { .. }
            | Self::LegsLookedAt { .. }
            | Self::PainCatalogued { .. }
            | Self::PainEdited { .. }
            | Self::PainRetired { .. }
            | Self::CrisisCatalogued { .. }
            | Self::CrisisEdited { .. }
            | Self::CrisisRetired { .. }
            | Self::ReadinessLookedAt { .. }
            | Self::ScoresLookedAt { .. }
            | Self::CalendarEdited { .. }
            | Self::ObligationsLookedAt { .. }
            | Self::Refused { .. } => None,
        }
    }

    /// The account whose place on the journey may be another one by it. Moves themselves are not among them: what people
    /// say holds, and rules have just decided.
    pub const fn may_move(&self) -> Option<AccountId> {
        match self {
            Self::AccountTrashed { .. }
            | Self::AccountMoved { .. }
            | Self::LegMissed { .. }
            | Self::LegMissedNoMore { .. }
            | Self::MemberAdded { .. }
            | Self::MemberRemoved { .. }
            | Self::ParentNamed { .. }
            | Self::FactStated { .. }
            | Self::FactWithdrawn { .. }
            | Self::FactSettled { .. }
            | Self::FactUnsettled { .. }
            | Self::LeadCaptured { .. }
            | Self::LeadPlaced { .. }
            | Self::LeadMoved { .. }
            | Self::LeadHandedOver { .. }
            | Self::LeadClosed { .. }
            | Self::LeadRated { .. }
            | Self::ReadinessTurned { .. }
            | Self::ObligationBreached { .. }
            | Self::HowItStandsTold { .. }
            | Self::NextTouchPlanned { .. } => None,
            other => other.account(),
        }
    }

    /// The account whose leads may have other points by it.
    pub const fn may_score(&self) -> Option<AccountId> {
        match self {
            Self::LeadCaptured { account, .. } => *account,
            Self::LeadPlaced { account, .. } => Some(*account),
            other => other.may_move(),
        }
    }

    /// The account whose legs may owe something else by it, or nothing any more.
    pub const fn may_owe(&self) -> Option<AccountId> {
        match self {
            Self::AccountMoved { account, .. } | Self::AccountTrashed { account, .. } => Some(*account),
            other => other.may_move(),
        }
    }

    /// When it happened, where that is not when it was recorded.
    pub const fn occurred_at(&self) -> Option<DateTime<Utc>> {
        match self {
            Self::TouchLogged { occurred_at, .. } => Some(*occurred_at),
            Self::ReadinessTurned { at, .. } | Self::ObligationBreached { at, .. } => Some(*at),
            _ => None,
        }
    }

    /// The leg that the fact belongs to, where that is not the actor's department.
    pub const fn leg(&self) -> Option<Department> {
        match self {
            Self::TouchLogged { leg, .. }
            | Self::TouchRemoved { leg, .. }
            | Self::TouchRestored { leg, .. }
            | Self::FactStated { leg, .. }
            | Self::FactWithdrawn { leg, .. }
            | Self::MemberAdded { leg, .. }
            | Self::MemberRemoved { leg, .. }
            | Self::PainHeard { leg, .. }
            | Self::PainWithdrawn { leg, .. }
            | Self::CrisisBefell { leg, .. }
            | Self::CrisisEnded { leg, .. }
            | Self::LegMissed { leg, .. }
            | Self::LegMissedNoMore { leg, .. }
            | Self::ObligationBreached { leg, .. }
            | Self::HowItStandsTold { leg, .. }
            | Self::NextTouchPlanned { leg, .. } => Some(*leg),
            Self::AgreementSigned { department, .. }
            | Self::CalendarEdited { department, .. }
            | Self::LeadSampleClassified { department, .. } => Some(*department),
            _ => None,
        }
    }

    /// The key of the kind, as it stands in the table: `account_moved`.
    pub fn kind(&self) -> &'static str {
        self.into()
    }
}

/// The keys of all kinds of facts, for filters.
pub const KINDS: &[&str] = Fact::VARIANTS;

/// Collects what an edit changed, for the fact and for the person who reads it.
#[derive(Debug, Default)]
pub struct Changes(Vec<Change>);

impl Changes {
    /// Notes a field if it differs.
    pub fn note(&mut self, field: &str, before: Option<String>, after: Option<String>) {
        if before != after {
            self.0.push(Change {
                field: field.to_owned(),
                before,
                after,
            });
        }
    }

    /// What differs.
    pub fn into_vec(self) -> Vec<Change> {
        self.0
    }

    /// Whether nothing differs.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// Day of a decision or a close, as people read it in the log.
pub fn day_text(day: NaiveDate) -> String {
    day.format("%Y-%m-%d").to_string()
}

#[cfg(test)]
mod tests {
    use utoipa::PartialSchema as _;

    use super::*;

    #[test]
    fn the_list_of_kinds_is_whole() {
        let schema = serde_json::to_value(Fact::schema()).unwrap();
        let kinds: Vec<&str> = schema["oneOf"]
            .as_array()
            .unwrap()
            .iter()
            .filter_map(|variant| variant["properties"]["kind"]["enum"][0].as_str())
            .collect();
        assert_eq!(kinds, KINDS);
    }
}
