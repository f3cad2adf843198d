//! The rules of engagement are set off by what the facts of a command tell.

use std::collections::{HashMap, HashSet};

use model::{
    Department,
    activity::Fact,
    journey::Cause,
    leads::{
        chain::LeadState,
        engagement::{Occasion, Precondition, Rule, Trigger},
        obligations::{self, Opening},
    },
    values::ids::PersonId,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, prelude::Uuid};

use super::{news, store};
use crate::{
    Fault, Work,
    accounts::entity as account,
    leads::{
        calendars,
        chain::{entity as lead, transitions::entity as step},
        engagement,
    },
};

/// Something that may set rules off.
#[derive(Debug, Clone)]
pub(super) struct Happening {
    /// The entry of the log that tells it.
    pub event: Uuid,
    /// What.
    pub trigger: Trigger,
    /// At which account.
    pub account: Uuid,
    /// Key of the stage in which the account stood, where it stands elsewhere by now.
    pub stage: Option<String>,
    /// About which lead.
    pub lead: Option<Uuid>,
    /// About which deal.
    pub deal: Option<Uuid>,
    /// The leg that is missing.
    pub missing: Option<Department>,
}

/// What this command has recorded that may set rules off, in its order.
pub(super) fn happenings(work: &Work<'_>) -> Vec<Happening> {
    let facts = work.entries.iter().zip(&work.facts);
    let found = facts.enumerate().filter_map(|(place, (event, fact))| {
        let mut happening = Happening::of(*event, fact)?;
        // What moves the account by itself, such as a won deal, happens in the stage that it leaves.
        happening.stage = happening.stage.or_else(|| {
            work.facts.iter().skip(place).find_map(|later| match later {
                Fact::AccountMoved { account, from, .. } if account.0 == happening.account => Some(from.clone()),
                _ => None,
            })
        });
        Some(happening)
    });
    found.collect()
}

impl Happening {
    /// What an entry of the log tells, if it may set rules off.
    pub fn of(event: Uuid, fact: &Fact) -> Option<Self> {
        let (trigger, lead, deal, missing) = match fact {
            Fact::LeadHandedOver { lead, .. } => (Trigger::LeadHandedOver, Some(lead.0), None, None),
            Fact::LeadMoved { lead, to, .. } => match to {
                LeadState::Accepted => (Trigger::LeadAccepted, Some(lead.0), None, None),
                LeadState::Rejected => (Trigger::LeadRejected, Some(lead.0), None, None),
                _ => return None,
            },
            // A move that is taken back enters nothing anew, and what a file says was entered long ago.
            Fact::AccountMoved { cause, .. } if !matches!(cause, Cause::Undo | Cause::Import { .. }) => {
                (Trigger::StageEntered, None, None, None)
            }
            Fact::DealWon { deal, .. } => (Trigger::DealWon, None, Some(deal.0), None),
            Fact::DealLost { deal, .. } => (Trigger::DealLost, None, Some(deal.0), None),
            Fact::LegMissed { leg, .. } => (Trigger::LegMissing, None, None, Some(*leg)),
            _ => return None,
        };
        Some(Self {
            event,
            trigger,
            account: fact.account()?.0,
            stage: match fact {
                Fact::AccountMoved { to, .. } => Some(to.clone()),
                _ => None,
            },
            lead,
            deal,
            missing,
        })
    }

    /// What the rules look at.
    pub fn occasion<'a>(&'a self, stage: &'a str, legs: Option<Legs>, led: [bool; 3]) -> Occasion<'a> {
        Occasion {
            trigger: self.trigger,
            stage,
            giving: legs.map(|legs| legs.giving),
            receiving: legs.map(|legs| legs.receiving).or(self.missing),
            led,
        }
    }
}

/// Opens what the rules in force make of this.
pub(super) async fn open(
    work: &mut Work<'_>,
    accounts: &HashMap<Uuid, account::Model>,
    happenings: &[&Happening],
) -> Result<(), Fault> {
    if happenings.is_empty() {
        return Ok(());
    }
    let in_force = engagement::in_force(work.db()).await?;
    let leads = leads(work, happenings).await?;
    let mut set_off = Vec::new();
    for happening in happenings {
        let Some(account) = accounts.get(&happening.account).filter(|row| row.trashed_at.is_none()) else {
            continue;
        };
        let lead = happening.lead.and_then(|lead| leads.get(&lead));
        let stage = happening.stage.as_deref().unwrap_or(&account.stage);
        let legs = lead.and_then(|lead| lead.legs(happening.trigger));
        let led = Department::ALL.map(|leg| account.lead_id(leg).is_some());
        let occasion = happening.occasion(stage, legs, led);
        let rules = in_force.rules.rules.iter().filter(|rule| occasion.sets_off(rule));
        set_off.extend(rules.map(|rule| (*happening, account, lead, rule)));
    }
    if set_off.is_empty() {
        return Ok(());
    }
    let legs = calendars::legs(work.db(), work.now()).await?;
    let asks_pain = |rule: &Rule| rule.precondition == Some(Precondition::PainKnown);
    let pained: HashSet<Uuid> = set_off
        .iter()
        .filter(|(.., rule)| asks_pain(rule))
        .map(|(happening, ..)| happening.account)
        .collect();
    let pained = if pained.is_empty() {
        pained
    } else {
        news::in_pain(work.db(), pained).await?
    };
    let mut opened = Vec::new();
    for (happening, account, lead, rule) in set_off {
        let people = lead.and_then(|lead| lead.legs(happening.trigger));
        let of_account = |leg| account.lead_id(leg).map(PersonId);
        let opening = Opening {
            at: work.now(),
            precondition_holds: match rule.precondition {
                None => true,
                Some(Precondition::MeetsDefinition) => lead.is_some_and(|lead| lead.row.qualified == Some(true)),
                Some(Precondition::PainKnown) => pained.contains(&happening.account),
            },
            giver: people.map_or_else(|| of_account(rule.giving), |people| people.giver),
            receiver: people.map_or_else(|| of_account(rule.receiving), |people| people.receiver),
        };
        let base = store::Base {
            happening,
            contact: lead.map(|lead| lead.row.contact_id),
            stage: happening.stage.as_deref().unwrap_or(&account.stage),
            rules_version: in_force.version.map(|version| version.0),
        };
        for one in obligations::open(rule, &opening, &legs.calendars()) {
            opened.push(base.row(work.new_id(), work.now(), one)?);
        }
    }
    store::opened(work, opened).await
}

/// A lead that something happened to, with the steps that it took.
#[derive(Debug)]
pub(super) struct Happened {
    pub row: lead::Model,
    pub steps: Vec<step::Model>,
}

/// Between whom a lead passed.
#[derive(Debug, Clone, Copy)]
pub(super) struct Legs {
    pub giving: Department,
    pub receiving: Department,
    pub giver: Option<PersonId>,
    pub receiver: Option<PersonId>,
}

impl Happened {
    /// Between whom the lead passed: at a hand-over and when that is accepted, from whoever owned it before; when it is
    /// rejected, from whoever rejects it. Nothing where it came from nobody.
    pub fn legs(&self, trigger: Trigger) -> Option<Legs> {
        let entered = match trigger {
            Trigger::LeadHandedOver | Trigger::LeadAccepted => LeadState::HandedOver,
            Trigger::LeadRejected => LeadState::Nurturing,
            _ => return None,
        };
        let last = self.steps.iter().rposition(|step| step.to_state == entered.key())?;
        let (before, after) = (self.steps.get(last.checked_sub(1)?)?, self.steps.get(last)?);
        let leg = |step: &step::Model| Department::from_key(&step.owner_department);
        Some(Legs {
            giving: leg(before)?,
            receiving: leg(after)?,
            giver: Some(PersonId(before.owner_id)),
            receiver: Some(PersonId(self.row.owner_id)),
        })
    }
}

async fn leads(work: &Work<'_>, happenings: &[&Happening]) -> Result<HashMap<Uuid, Happened>, Fault> {
    let ids: HashSet<Uuid> = happenings.iter().filter_map(|happening| happening.lead).collect();
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let rows = lead::Entity::find()
        .filter(lead::Column::Id.is_in(ids.iter().copied()))
        .all(work.db())
        .await?;
    let mut found: HashMap<Uuid, Happened> = rows
        .into_iter()
        .map(|row| (row.id, Happened { row, steps: Vec::new() }))
        .collect();
    let steps = step::Entity::find()
        .filter(step::Column::LeadId.is_in(ids))
        .order_by_asc(step::Column::At)
        .order_by_asc(step::Column::Id)
        .all(work.db())
        .await?;
    for step in steps {
        if let Some(lead) = found.get_mut(&step.lead_id) {
            lead.steps.push(step);
        }
    }
    Ok(found)
}
