//! The table `lead`.

use chrono::{DateTime, NaiveDate, Utc};
use model::{
    Department,
    accounts::contacts::Track,
    leads::chain::{Closing, Judged, Lead, LeadState, Owner, Quality},
    values::ids::{AccountId, AgreementVersionId, ContactId, DealId, LeadId, PersonId},
};
use sea_orm::entity::prelude::*;

use crate::Fault;

/// One lead.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "lead")]
pub struct Model {
    /// Which one.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The person.
    pub contact_id: Uuid,
    /// Where the person works, as soon as that is known.
    pub account_id: Option<Uuid>,
    /// Key of the state.
    pub state: String,
    /// Since when.
    pub since: DateTime<Utc>,
    /// Who owns it.
    pub owner_id: Uuid,
    /// Key of the department for which.
    pub owner_department: String,
    /// When somebody does something about it next.
    pub next_on: NaiveDate,
    /// When it was captured.
    pub captured_at: DateTime<Utc>,
    /// Whether it met the definition when that was last asked; none before.
    pub qualified: Option<bool>,
    /// The version that decided then; none where the shipped one did.
    pub definition_version: Option<Uuid>,
    /// The values that decided.
    pub snapshot: Option<Json>,
    /// Why it came out so.
    pub receipt: Option<Json>,
    /// How often it was handed over, and what became of it.
    pub hand_overs: Json,
    /// How its account was found.
    pub matched: Option<Json>,
    /// How its owner was found.
    pub routed: Option<Json>,
    /// The deal that it became.
    pub deal_id: Option<Uuid>,
    /// When that was decided.
    pub closed_at: Option<DateTime<Utc>>,
    /// Whether it was won.
    pub won: Option<bool>,
    /// Why it was lost.
    pub lost_reason: Option<String>,
    /// How good the lead was, 1 to 5.
    pub quality: Option<i16>,
    /// The sum of the log of the fit score.
    pub fit: i32,
    /// The sum of the log of the engagement score.
    pub engagement: i32,
    /// The version by which it was scored; none where the shipped one did.
    pub scored_by: Option<Uuid>,
    /// When its logs were written last; none before.
    pub scored_at: Option<DateTime<Utc>>,
    /// When it has other points though nothing happens.
    pub look_again_at: Option<DateTime<Utc>>,
    /// When it was last changed.
    pub updated_at: DateTime<Utc>,
    /// Who changed it last.
    pub updated_by: Option<Uuid>,
    /// How often it was changed.
    pub version: i32,
}

/// No joins from here: readers ask for what they need.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Model {
    /// The row of a lead that begins, before the rules' part of it is set.
    pub(crate) fn begun(lead: &Lead, at: DateTime<Utc>, by: Option<PersonId>) -> Self {
        Self {
            id: lead.id.0,
            contact_id: lead.contact.0,
            account_id: None,
            state: String::new(),
            since: lead.since,
            owner_id: lead.owner.person.0,
            owner_department: String::new(),
            next_on: lead.next_on,
            captured_at: at,
            qualified: None,
            definition_version: None,
            snapshot: None,
            receipt: None,
            hand_overs: Json::Array(Vec::new()),
            matched: None,
            routed: None,
            deal_id: None,
            closed_at: None,
            won: None,
            lost_reason: None,
            quality: None,
            fit: 0,
            engagement: 0,
            scored_by: None,
            scored_at: None,
            look_again_at: None,
            updated_at: at,
            updated_by: by.map(|person| person.0),
            version: 1,
        }
    }

    /// What the rules see. The track is the person's, so that there is one of it.
    pub fn lead(&self, track: Track) -> Result<Lead, Fault> {
        let unreadable = |what: &str| Fault::Stored(format!("{what} of the lead {}", self.id));
        let snapshot = self.snapshot.clone().map(serde_json::from_value).transpose()?;
        let closing = match (self.closed_at, self.won) {
            (Some(at), Some(won)) => Some(Closing {
                at,
                won,
                reason: self
                    .lost_reason
                    .as_deref()
                    .map(str::parse)
                    .transpose()
                    .map_err(|_complaint| unreadable("the reason"))?,
            }),
            _ => None,
        };
        Ok(Lead {
            id: LeadId(self.id),
            contact: ContactId(self.contact_id),
            account: self.account_id.map(AccountId),
            state: LeadState::from_key(&self.state).ok_or_else(|| unreadable("the state"))?,
            since: self.since,
            owner: Owner {
                person: PersonId(self.owner_id),
                department: Department::from_key(&self.owner_department).ok_or_else(|| unreadable("the department"))?,
            },
            next_on: self.next_on,
            track,
            judged: self.qualified.zip(snapshot).map(|(qualified, snapshot)| Judged {
                version: self.definition_version.map(AgreementVersionId),
                qualified,
                snapshot,
            }),
            hand_overs: serde_json::from_value(self.hand_overs.clone())?,
            deal: self.deal_id.map(DealId),
            closing,
            quality: self
                .quality
                .map(|quality| {
                    u8::try_from(quality)
                        .ok()
                        .and_then(|quality| Quality::try_from(quality).ok())
                })
                .map(|quality| quality.ok_or_else(|| unreadable("the quality")))
                .transpose()?,
        })
    }

    /// Takes over what the rules changed.
    pub fn set(&mut self, lead: &Lead) -> Result<(), Fault> {
        self.account_id = lead.account.map(|account| account.0);
        lead.state.key().clone_into(&mut self.state);
        self.since = lead.since;
        self.owner_id = lead.owner.person.0;
        lead.owner.department.key().clone_into(&mut self.owner_department);
        self.next_on = lead.next_on;
        let judged = lead.judged.as_ref();
        self.qualified = judged.map(|judged| judged.qualified);
        self.definition_version = judged.and_then(|judged| judged.version).map(|version| version.0);
        self.snapshot = judged
            .map(|judged| serde_json::to_value(&judged.snapshot))
            .transpose()?;
        self.hand_overs = serde_json::to_value(&lead.hand_overs)?;
        self.deal_id = lead.deal.map(|deal| deal.0);
        let closing = lead.closing.as_ref();
        self.closed_at = closing.map(|closing| closing.at);
        self.won = closing.map(|closing| closing.won);
        self.lost_reason = closing
            .and_then(|closing| closing.reason.as_ref())
            .map(|reason| reason.as_str().to_owned());
        self.quality = lead.quality.map(|quality| i16::from(quality.get()));
        Ok(())
    }
}
