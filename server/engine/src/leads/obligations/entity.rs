//! The table `obligation`.

use chrono::{DateTime, Utc};
use model::{
    Department,
    leads::{
        engagement::{Duty, Precondition, Side, Trigger},
        obligations::{Deed, Obligation, Part, Standing, State, VoidReason},
    },
    values::ids::PersonId,
};
use sea_orm::entity::prelude::*;

use crate::Fault;

/// What one leg owes another.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "obligation")]
pub struct Model {
    /// Which one.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The entry of the event log that set the rule off.
    pub event_id: Uuid,
    /// Key of what set the rule off.
    pub trigger_kind: String,
    /// Key of the rule.
    pub rule: String,
    /// What the rule was called then.
    pub rule_name: String,
    /// Key of the part of the rule.
    pub part: String,
    /// Key of the side on which the leg stands that owes it.
    pub side: String,
    /// Key of the leg that owes it.
    pub leg: String,
    /// Key of the leg to which.
    pub to_leg: String,
    /// Key of what is owed.
    pub duty: String,
    /// Key of what the giving leg answers for.
    pub precondition: Option<String>,
    /// By which version of the rules; none where the rules held that the product ships with.
    pub rules_version: Option<Uuid>,
    /// Key of the stage in which the account stood.
    pub stage: String,
    /// At which account.
    pub account_id: Uuid,
    /// About which lead.
    pub lead_id: Option<Uuid>,
    /// The person who is that lead.
    pub contact_id: Option<Uuid>,
    /// About which deal.
    pub deal_id: Option<Uuid>,
    /// Who is to do it.
    pub person_id: Option<Uuid>,
    /// When it was opened.
    pub opened_at: DateTime<Utc>,
    /// Since when its clock runs.
    pub running_since: DateTime<Utc>,
    /// Within so many minutes of business time.
    pub limit_minutes: i32,
    /// When the clock stood still.
    pub pauses: Json,
    /// When the limit ends; none while the clock stands still.
    pub due_at: Option<DateTime<Utc>>,
    /// Key of how it stood when it last heard of something.
    pub state: String,
    /// Since when it stands so; none while it is open.
    pub settled_at: Option<DateTime<Utc>>,
    /// Key of why it is void.
    pub void_reason: Option<String>,
    /// What kept it, or what was done too late.
    pub deed: Option<Json>,
    /// When it was known what was done too late.
    pub late_at: Option<DateTime<Utc>>,
    /// How many steps it took, its opening among them.
    pub steps: i32,
}

/// No joins from here: readers ask for what they need.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Model {
    /// What the rules see.
    pub fn obligation(&self) -> Result<Obligation, Fault> {
        let department = |key: &str| Department::from_key(key).ok_or_else(|| self.unreadable("the leg"));
        Ok(Obligation {
            rule: self.rule.parse().map_err(|_complaint| self.unreadable("the rule"))?,
            rule_name: self.rule_name.clone(),
            part: Part::from_key(&self.part).ok_or_else(|| self.unreadable("the part"))?,
            side: Side::from_key(&self.side).ok_or_else(|| self.unreadable("the side"))?,
            leg: department(&self.leg)?,
            to: department(&self.to_leg)?,
            duty: Duty::from_key(&self.duty).ok_or_else(|| self.unreadable("the duty"))?,
            precondition: self
                .precondition
                .as_deref()
                .map(|key| Precondition::from_key(key).ok_or_else(|| self.unreadable("the precondition")))
                .transpose()?,
            person: self.person_id.map(PersonId),
            running_since: self.running_since,
            limit_minutes: u32::try_from(self.limit_minutes).map_err(|_error| self.unreadable("the limit"))?,
            pauses: serde_json::from_value(self.pauses.clone())?,
            due_at: self.due_at,
            state: self.state()?,
        })
    }

    fn state(&self) -> Result<State, Fault> {
        let standing = Standing::from_key(&self.state).ok_or_else(|| self.unreadable("the state"))?;
        let settled_at = || self.settled_at.ok_or_else(|| self.unreadable("the moment"));
        let deed: Option<Deed> = self.deed.clone().map(serde_json::from_value).transpose()?;
        Ok(match standing {
            Standing::Open => State::Open,
            Standing::Met => State::Met {
                at: settled_at()?,
                deed,
            },
            Standing::Breached => State::Breached {
                at: settled_at()?,
                late: self.late_at.zip(deed),
            },
            Standing::Void => State::Void {
                at: settled_at()?,
                why: self
                    .void_reason
                    .as_deref()
                    .and_then(VoidReason::from_key)
                    .ok_or_else(|| self.unreadable("the reason"))?,
            },
        })
    }

    /// Takes over what the rules changed.
    pub fn set(&mut self, obligation: &Obligation) -> Result<(), Fault> {
        self.person_id = obligation.person.map(|person| person.0);
        self.running_since = obligation.running_since;
        self.pauses = serde_json::to_value(&obligation.pauses)?;
        self.due_at = obligation.due_at;
        obligation.state.standing().key().clone_into(&mut self.state);
        (self.settled_at, self.void_reason, self.late_at) = (None, None, None);
        let mut proof: Option<Deed> = None;
        match obligation.state {
            State::Open => {}
            State::Met { at, deed } => (self.settled_at, proof) = (Some(at), deed),
            State::Breached { at, late } => {
                self.settled_at = Some(at);
                self.late_at = late.map(|(at, _)| at);
                proof = late.map(|(_, deed)| deed);
            }
            State::Void { at, why } => {
                self.settled_at = Some(at);
                self.void_reason = Some(why.key().to_owned());
            }
        }
        self.deed = proof.map(serde_json::to_value).transpose()?;
        Ok(())
    }

    /// When somebody looks at it, unless something happens before.
    pub fn look_again_at(&self) -> Option<DateTime<Utc>> {
        self.due_at.filter(|_| self.state == Standing::Open.key())
    }

    /// What set its rule off.
    pub fn trigger(&self) -> Result<Trigger, Fault> {
        Trigger::from_key(&self.trigger_kind).ok_or_else(|| self.unreadable("the trigger"))
    }

    fn unreadable(&self, what: &str) -> Fault {
        Fault::Stored(format!("{what} of the obligation {}", self.id))
    }
}
