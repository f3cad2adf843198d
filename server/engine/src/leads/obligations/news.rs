//! What the facts of a command tell those who owe something: what was done, and what is not owed any more.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Utc};
use model::{
    Department,
    accounts::touches::TouchKind,
    activity::Fact,
    journey::missing_legs::Cleared,
    leads::{
        chain::LeadState,
        engagement::{Precondition, Side, Trigger},
        obligations::{Deed, DeedKind, Event, Proof, VoidReason},
    },
    values::ids::{ActivityId, PersonId, TouchId},
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect, prelude::Uuid};

use super::entity::Model;
use crate::{Fault, Work, accounts::touches::entity as touch, leads::pains::evidence::entity as evidence};

/// Something that what is owed at an account hears of.
#[derive(Debug, Clone)]
pub(super) struct News {
    /// At which account.
    pub account: Uuid,
    /// Which of it.
    pub about: About,
    /// What.
    pub what: What,
}

/// Which obligations at an account hear of something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum About {
    /// All of them.
    Everything,
    /// Those about this lead.
    Lead(Uuid),
    /// Those about the account as such, and those about the lead of this person; about any lead where none is said.
    Buyer(Option<Uuid>),
    /// Those about this lead, or about none, that are owed to a leg.
    Told(Option<Uuid>, Department),
    /// Those about this lead, or about none.
    Planned(Option<Uuid>),
    /// Those about leads of this person.
    Contact(Uuid),
    /// Those about this deal.
    Deal(Uuid),
    /// Those that an alert about this leg opened.
    Alert(Department),
    /// Those that a leg owes about the account as such.
    Leg(Department),
    /// Those for which somebody answers that a pain is on record.
    PainKnown,
}

/// What an obligation hears.
#[derive(Debug, Clone)]
pub(super) enum What {
    /// An event of the rules.
    Event(Event),
    /// A touch was taken off the timeline; each obligation looks for another one.
    TouchRemoved(TouchId),
}

impl About {
    /// Whether an obligation hears of it.
    pub fn concerns(self, row: &Model) -> bool {
        match self {
            Self::Everything => true,
            Self::Lead(lead) => row.lead_id == Some(lead),
            Self::Buyer(contact) => row.lead_id.is_none() || contact.is_none() || row.contact_id == contact,
            Self::Told(lead, to) => row.lead_id == lead && row.to_leg == to.key(),
            Self::Planned(lead) => row.lead_id == lead,
            Self::Contact(contact) => row.contact_id == Some(contact),
            Self::Deal(deal) => row.deal_id == Some(deal),
            Self::Alert(leg) => {
                let receiving = if row.side == Side::Receiver.key() {
                    &row.leg
                } else {
                    &row.to_leg
                };
                row.trigger_kind == Trigger::LegMissing.key() && receiving == leg.key()
            }
            Self::Leg(leg) => row.lead_id.is_none() && row.leg == leg.key(),
            Self::PainKnown => row.precondition.as_deref() == Some(Precondition::PainKnown.key()),
        }
    }
}

/// What the facts of this command tell.
pub(super) async fn of(work: &Work<'_>) -> Result<Vec<News>, Fault> {
    let touches = touches(work).await?;
    let mut news = Vec::new();
    for (entry, fact) in work.entries.iter().zip(&work.facts) {
        if let Fact::PainWithdrawn { account, .. } = fact
            && in_pain(work.db(), [account.0]).await?.contains(&account.0)
        {
            continue;
        }
        let told = Told {
            entry: *entry,
            by: work.actor().person(),
            department: work.actor().department(),
            now: work.now(),
        };
        news.extend(told.of(fact, &touches));
    }
    Ok(news)
}

/// The touches that this command wrote down or brought back.
async fn touches(work: &Work<'_>) -> Result<HashMap<Uuid, touch::Model>, Fault> {
    let ids: Vec<Uuid> = work
        .facts
        .iter()
        .filter_map(|fact| match fact {
            Fact::TouchLogged { touch, .. } | Fact::TouchRestored { touch, .. } => Some(touch.0),
            _ => None,
        })
        .collect();
    let mut found = HashMap::new();
    for some in ids.chunks(super::AT_ONCE) {
        let rows = touch::Entity::find()
            .filter(touch::Column::Id.is_in(some.iter().copied()))
            .all(work.db())
            .await?;
        found.extend(rows.into_iter().map(|row| (row.id, row)));
    }
    Ok(found)
}

/// Those of these accounts of which evidence of a pain is on record.
pub(super) async fn in_pain(
    db: &impl ConnectionTrait,
    accounts: impl IntoIterator<Item = Uuid>,
) -> Result<HashSet<Uuid>, Fault> {
    let rows: Vec<Uuid> = evidence::Entity::find()
        .select_only()
        .column(evidence::Column::AccountId)
        .filter(evidence::Column::AccountId.is_in(accounts))
        .filter(evidence::Column::EndedAt.is_null())
        .distinct()
        .into_tuple()
        .all(db)
        .await?;
    Ok(rows.into_iter().collect())
}

/// A touch as evidence; nothing where a touch cannot be read.
pub(super) fn deed_of(row: &touch::Model) -> Option<Deed> {
    Some(Deed {
        what: DeedKind::Touched(TouchKind::from_key(&row.kind)?),
        leg: Department::from_key(&row.leg)?,
        by: row.author_id.map(PersonId),
        proof: Proof::Touch(TouchId(row.id)),
        happened_at: row.occurred_at,
    })
}

/// Who tells a fact, and when.
pub(super) struct Told {
    pub entry: Uuid,
    pub by: Option<PersonId>,
    pub department: Option<Department>,
    pub now: DateTime<Utc>,
}

impl Told {
    /// What those who owe something hear of it; what was touched is among these.
    pub fn of(&self, fact: &Fact, touches: &HashMap<Uuid, touch::Model>) -> Vec<News> {
        let Some(account) = fact.account().map(|account| account.0) else {
            return Vec::new();
        };
        let news = |about, what| News { account, about, what };
        let heard = |about, event| news(about, What::Event(event));
        let void = |about, why| heard(about, Event::Voided(why));
        match fact {
            Fact::TouchLogged { touch, .. } | Fact::TouchRestored { touch, .. } => {
                let row = touches.get(&touch.0);
                let deed = row.and_then(|row| Some((row.contact_id, deed_of(row)?)));
                let heard = deed.map(|(contact, deed)| heard(About::Buyer(contact), Event::Done(deed)));
                heard.into_iter().collect()
            }
            Fact::TouchRemoved { touch, .. } => vec![news(About::Everything, What::TouchRemoved(*touch))],
            Fact::LeadMoved { lead, from, to, .. } => self
                .lead_moved(*from, *to)
                .into_iter()
                .map(|event| heard(About::Lead(lead.0), event))
                .collect(),
            Fact::LeadClosed { lead, .. } | Fact::LeadRated { lead, .. } => {
                let told = self.deed(DeedKind::ToldHowItStands, self.department);
                told.into_iter()
                    .map(|event| heard(About::Lead(lead.0), event))
                    .collect()
            }
            Fact::HowItStandsTold { lead, leg, to, .. } => {
                let told = self.deed(DeedKind::ToldHowItStands, Some(*leg));
                let about = About::Told(lead.map(|lead| lead.0), *to);
                told.into_iter().map(|event| heard(about, event)).collect()
            }
            Fact::NextTouchPlanned { lead, leg, .. } => {
                let planned = self.deed(DeedKind::NextTouchPlanned, Some(*leg));
                let about = About::Planned(lead.map(|lead| lead.0));
                planned.into_iter().map(|event| heard(about, event)).collect()
            }
            Fact::LegLeadNamed { leg, person, .. } => {
                let named = person.and_then(|_| self.deed(DeedKind::LeadNamed, self.department.or(Some(*leg))));
                let mut told = vec![heard(About::Leg(*leg), Event::Reassigned(*person))];
                told.extend(named.map(|event| heard(About::Leg(*leg), event)));
                told
            }
            Fact::LegMissedNoMore { leg, how, .. } if *how != Cleared::Acted => {
                vec![void(About::Alert(*leg), VoidReason::NoLongerAsked)]
            }
            Fact::PainWithdrawn { .. } => vec![void(About::PainKnown, VoidReason::PreconditionBroken)],
            Fact::AccountTrashed { .. } => vec![void(About::Everything, VoidReason::RecordGone)],
            Fact::AccountRestored { .. } => vec![heard(About::Everything, Event::Reopened)],
            Fact::ContactTrashed { contact, .. } => vec![void(About::Contact(contact.0), VoidReason::RecordGone)],
            Fact::ContactRestored { contact, .. } => vec![heard(About::Contact(contact.0), Event::Reopened)],
            Fact::DealTrashed { deal, .. } => vec![void(About::Deal(deal.0), VoidReason::RecordGone)],
            Fact::DealRestored { deal, .. } => vec![heard(About::Deal(deal.0), Event::Reopened)],
            Fact::DealReopened { deal, .. } => vec![void(About::Deal(deal.0), VoidReason::GivenBack)],
            _ => Vec::new(),
        }
    }

    /// What a step of a lead says: sales answers, tells what became of it, or gives it back; somebody stays in touch.
    fn lead_moved(&self, from: LeadState, to: LeadState) -> Vec<Event> {
        let with_sales = matches!(from, LeadState::HandedOver | LeadState::Accepted | LeadState::Working);
        let given_back = to == LeadState::Rejected || (with_sales && to == LeadState::Nurturing);
        let mut events = Vec::new();
        if from == LeadState::HandedOver && (given_back || to == LeadState::Accepted) {
            events.extend(self.deed(DeedKind::Answered, self.department));
        }
        if given_back || to == LeadState::Converted {
            events.extend(self.deed(DeedKind::ToldHowItStands, self.department));
        }
        if to == LeadState::Nurturing && !with_sales && from != LeadState::Rejected {
            events.extend(self.deed(DeedKind::NextTouchPlanned, self.department));
        }
        if given_back {
            events.push(Event::Voided(VoidReason::GivenBack));
        }
        events
    }

    /// What a person of a leg did, by the entry that tells it.
    fn deed(&self, what: DeedKind, leg: Option<Department>) -> Option<Event> {
        Some(Event::Done(Deed {
            what,
            leg: leg?,
            by: Some(self.by?),
            proof: Proof::Activity(ActivityId(self.entry)),
            happened_at: self.now,
        }))
    }
}
