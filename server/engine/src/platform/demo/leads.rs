//! How people at an account became leads: each goes along the chain by the rules of the chain, as far as its story goes and
//! as time has passed.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use model::{
    Actor, Department,
    accounts::touches::TouchKind,
    activity::Fact,
    agreement::Now,
    leads::{
        chain::{Command, Judged, Lead, LeadState, Owner, Quality, RejectReason, Step},
        definitions::Snapshot,
    },
    values::ids::{AccountId, ContactId, DealId, LeadId, TouchId},
};
use uuid::Uuid;

use super::{
    definitions::Definitions,
    dice::Dice,
    people::Colleague,
    stories::office_hour,
    texts::{FIRST_CALLS, HANDED_OVER_BELOW, NOT_TAKEN},
};
use crate::{
    accounts::{contacts::entity as contact, deals::entity as deal, touches::entity as touch},
    leads::chain::{entity as lead, transitions::entity as step},
};

/// What leads of an account have in common.
#[derive(Debug, Clone, Copy)]
pub(super) struct At<'a> {
    pub account: Uuid,
    pub marketing: &'a Colleague,
    pub sales: &'a Colleague,
    /// The definitions that the departments signed.
    pub definitions: Definitions,
    pub now: DateTime<Utc>,
}

/// What is stored of the leads of an account.
#[derive(Debug, Default)]
pub(super) struct OfAccount {
    pub leads: Vec<lead::Model>,
    pub steps: Vec<step::Model>,
}

/// What became of a lead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fate {
    /// Nobody has looked at it yet.
    Waits,
    Nurtured,
    /// Meets the definition.
    Qualified,
    /// Lies with sales.
    HandedOver,
    Rejected,
    Accepted,
    Worked,
}

/// A lead with its chain, and what the event log says about it.
#[derive(Debug)]
pub(super) struct Told<'a> {
    pub row: lead::Model,
    pub steps: Vec<step::Model>,
    pub facts: Vec<(DateTime<Utc>, &'a Colleague, Fact)>,
    /// When somebody of sales called, after the lead was handed over.
    pub called: Option<DateTime<Utc>>,
}

/// The lead that a person at an account is: with the deal that it became, or as one that is still on its way.
pub(super) fn of_contact<'a>(
    at: At<'a>,
    person: &contact::Model,
    deal: Option<&deal::Model>,
    dice: &mut Dice,
) -> Option<Told<'a>> {
    let mut chain = match deal {
        Some(deal) => {
            // From the deal backwards: nobody hands over what he has not known for some days.
            let handed = deal.created_at - TimeDelta::days(dice.between(3, 9));
            let captured = office_hour(handed - TimeDelta::days(dice.between(4, 20)), at.now, dice);
            let mut chain = Chain::captured(at, person, captured, dice)?;
            if dice.chance(82) {
                chain.qualify(handed - TimeDelta::days(1), dice);
            }
            chain.hand_over(handed, dice);
            chain.accept(dice);
            chain.work(dice);
            chain.become_deal(deal, dice);
            chain
        }
        None => on_its_way(at, person, dice)?,
    };
    // What still waits is due some days before or after today.
    let today = at.now.date_naive();
    if chain.lead.closing.is_none() {
        chain.lead.next_on = (today + TimeDelta::days(dice.between(-4, 17))).max(chain.lead.since.date_naive());
    }
    chain.finish()
}

fn on_its_way<'a>(at: At<'a>, person: &contact::Model, dice: &mut Dice) -> Option<Chain<'a>> {
    let fate = dice.weighted(&[
        (20, Fate::Waits),
        (24, Fate::Nurtured),
        (12, Fate::Qualified),
        (13, Fate::HandedOver),
        (11, Fate::Rejected),
        (8, Fate::Accepted),
        (12, Fate::Worked),
    ]);
    let days = match fate {
        Fate::Waits => dice.between(0, 6),
        Fate::Qualified => dice.between(4, 14),
        // Handed over four days later: most still wait to be answered.
        Fate::HandedOver => dice.between(4, 7),
        Fate::Accepted | Fate::Worked => dice.between(6, 60),
        _ => dice.between(15, 80),
    };
    let captured = office_hour(at.now - TimeDelta::days(days), at.now, dice);
    let mut chain = Chain::captured(
        at,
        person,
        captured.max(person.created_at + TimeDelta::minutes(10)),
        dice,
    )?;
    let after = |days: i64| captured + TimeDelta::days(days);
    match fate {
        Fate::Waits => {}
        Fate::Nurtured => chain.nurture(after(2), dice),
        Fate::Qualified => chain.qualify(after(2), dice),
        Fate::HandedOver | Fate::Rejected | Fate::Accepted | Fate::Worked => {
            if dice.chance(74) {
                chain.qualify(after(2), dice);
            }
            chain.hand_over(after(4), dice);
            match fate {
                Fate::Rejected => chain.reject(dice),
                Fate::Accepted => chain.accept(dice),
                Fate::Worked => {
                    chain.accept(dice);
                    chain.work(dice);
                }
                _ => {}
            }
        }
    }
    Some(chain)
}

/// The call with which sales first turned to a lead.
pub(super) fn first_call(lead: &lead::Model, at: At<'_>, when: DateTime<Utc>, dice: &mut Dice) -> (touch::Model, Fact) {
    let row = touch::Model {
        id: dice.id(when),
        account_id: at.account,
        contact_id: Some(lead.contact_id),
        leg: Department::Sales.key().to_owned(),
        kind: TouchKind::Call.key().to_owned(),
        body: (*dice.pick(&FIRST_CALLS)).to_owned(),
        occurred_at: when,
        author_id: Some(at.sales.id.0),
        created_at: when,
        trashed_at: None,
        version: 1,
    };
    let fact = Fact::TouchLogged {
        account: AccountId(at.account),
        touch: TouchId(row.id),
        leg: Department::Sales,
        touch_kind: TouchKind::Call,
        body: row.body.clone(),
        contact: Some(ContactId(lead.contact_id)),
        contact_name: None,
        occurred_at: when,
    };
    (row, fact)
}

/// A lead while its chain is told.
struct Chain<'a> {
    at: At<'a>,
    lead: Lead,
    name: String,
    last: DateTime<Utc>,
    captured_at: DateTime<Utc>,
    steps: Vec<(Uuid, Step, Option<bool>)>,
    facts: Vec<(DateTime<Utc>, &'a Colleague, Fact)>,
    called: Option<DateTime<Utc>>,
}

impl<'a> Chain<'a> {
    fn captured(at: At<'a>, person: &contact::Model, when: DateTime<Utc>, dice: &mut Dice) -> Option<Self> {
        if when < person.created_at || when >= at.now {
            return None;
        }
        let id = LeadId(dice.id(when));
        let contact = ContactId(person.id);
        let account = Some(AccountId(at.account));
        let day = when.date_naive();
        let (lead, first) = Lead::captured(
            id,
            contact,
            account,
            owner(at.marketing),
            day + TimeDelta::days(2),
            &actor(at.marketing),
            Now { at: when, day },
        )
        .ok()?;
        let name = person.name.clone();
        let fact = Fact::LeadCaptured {
            account,
            lead: id,
            contact,
            name: name.clone(),
        };
        Some(Self {
            at,
            lead,
            name,
            last: when,
            captured_at: when,
            steps: vec![(dice.id(when), first, None)],
            facts: vec![(when, at.marketing, fact)],
            called: None,
        })
    }

    /// Takes a step at an hour of work near a moment, unless that lies ahead or the chain has not come so far.
    fn take(
        &mut self,
        near: DateTime<Utc>,
        by: &'a Colleague,
        command: impl FnOnce(DateTime<Utc>, NaiveDate) -> Command,
        dice: &mut Dice,
    ) -> Option<DateTime<Utc>> {
        let hour = office_hour(near, self.at.now, dice);
        self.take_at(
            hour.max(self.last + TimeDelta::minutes(dice.between(11, 50))),
            by,
            command,
            dice,
        )
    }

    fn take_at(
        &mut self,
        when: DateTime<Utc>,
        by: &'a Colleague,
        command: impl FnOnce(DateTime<Utc>, NaiveDate) -> Command,
        dice: &mut Dice,
    ) -> Option<DateTime<Utc>> {
        if when >= self.at.now {
            return None;
        }
        let day = when.date_naive();
        let command = command(when, day + TimeDelta::days(dice.between(1, 6)));
        let judged = match &command {
            Command::HandOver { judged, .. } => Some(judged.qualified),
            _ => None,
        };
        let steps = self.lead.take(command, &actor(by), Now { at: when, day }).ok()?;
        // Steps of one moment are told in the order of their ids.
        let mut ids: Vec<Uuid> = steps.iter().map(|_| dice.id(when)).collect();
        ids.sort_unstable();
        for (id, step) in ids.into_iter().zip(steps) {
            self.facts.push((when, by, self.moved(&step)));
            self.steps.push((id, step, judged));
        }
        self.last = when;
        Some(when)
    }

    fn moved(&self, step: &Step) -> Fact {
        let account = self.lead.account;
        let (lead, name, note) = (
            self.lead.id,
            self.name.clone(),
            step.note.as_ref().map(ToString::to_string),
        );
        if step.to == LeadState::HandedOver {
            return Fact::LeadHandedOver {
                account,
                lead,
                name,
                to: self.at.sales.id,
                to_name: self.at.sales.name.clone(),
                override_reason: note,
            };
        }
        Fact::LeadMoved {
            account,
            lead,
            name,
            from: step.from.unwrap_or(step.to),
            to: step.to,
            reasons: step.reasons.clone(),
            note,
        }
    }

    /// What the definition found at a moment. The values are not told: nobody looked at them then.
    fn judged(&self, at: DateTime<Utc>, qualified: bool, dice: &mut Dice) -> Judged {
        let points = |dice: &mut Dice, low, high| u32::try_from(dice.between(low, high)).unwrap_or(0);
        let snapshot = Snapshot {
            at,
            fit: if qualified {
                points(dice, 35, 90)
            } else {
                points(dice, 10, 60)
            },
            engagement: if qualified {
                points(dice, 40, 120)
            } else {
                points(dice, 5, 39)
            },
            severity: qualified.then_some(4),
            trigger_until: qualified.then(|| at + TimeDelta::days(45)),
            values: Vec::new(),
        };
        Judged {
            version: Some(self.at.definitions.at(at)),
            qualified,
            snapshot,
        }
    }

    fn qualify(&mut self, near: DateTime<Utc>, dice: &mut Dice) {
        let judged = self.judged(near, true, dice);
        let command = |at, next_on| Command::Qualify {
            judged: Judged {
                snapshot: Snapshot { at, ..judged.snapshot },
                ..judged
            },
            next_on,
        };
        self.take(near, self.at.marketing, command, dice);
    }

    fn nurture(&mut self, near: DateTime<Utc>, dice: &mut Dice) {
        let to = owner(self.at.marketing);
        self.take(
            near,
            self.at.marketing,
            |_, next_on| Command::Nurture { to, next_on },
            dice,
        );
    }

    /// Who was not qualified before passes below the definition, because marketing says why.
    fn hand_over(&mut self, near: DateTime<Utc>, dice: &mut Dice) {
        let qualified = self.lead.state == LeadState::Qualified;
        let judged = self.judged(near, qualified, dice);
        let reason = (!qualified).then(|| *dice.pick(&HANDED_OVER_BELOW));
        let to = owner(self.at.sales);
        let command = |at, next_on| Command::HandOver {
            to,
            next_on,
            judged: Judged {
                snapshot: Snapshot { at, ..judged.snapshot },
                ..judged
            },
            override_reason: reason.and_then(|reason| reason.parse().ok()),
        };
        let handed = self.take(near, self.at.marketing, command, dice);
        // Most are called within some hours, some after days, some never.
        let minutes = dice.weighted(&[
            (62, Some((4, 110))),
            (15, Some((150, 420))),
            (13, Some((1_500, 5_600))),
            (10, None),
        ]);
        if let (Some(handed), Some((least, most))) = (handed, minutes) {
            let called = handed + TimeDelta::minutes(dice.between(least, most));
            self.called = (called < self.at.now).then_some(called);
        }
    }

    fn after_the_call(&self, least: i64, most: i64, dice: &mut Dice) -> DateTime<Utc> {
        self.called.unwrap_or(self.last).max(self.last) + TimeDelta::minutes(dice.between(least, most))
    }

    fn accept(&mut self, dice: &mut Dice) {
        let when = self.after_the_call(3, 40, dice);
        self.take_at(when, self.at.sales, |_, next_on| Command::Accept { next_on }, dice);
    }

    fn work(&mut self, dice: &mut Dice) {
        let when = self.after_the_call(30, 300, dice);
        self.take_at(when, self.at.sales, |_, next_on| Command::Work { next_on }, dice);
    }

    fn reject(&mut self, dice: &mut Dice) {
        let when = self.after_the_call(10, 500, dice);
        let reasons = vec![dice.weighted(&[
            (30, RejectReason::TooEarly),
            (20, RejectReason::NoBudget),
            (16, RejectReason::WrongPerson),
            (12, RejectReason::NoNeed),
            (12, RejectReason::NoAnswer),
            (10, RejectReason::BelowDefinition),
        ])];
        let note = dice.pick(&NOT_TAKEN).parse().ok();
        let to = owner(self.at.marketing);
        let command = |_, next_on| Command::Reject {
            reasons,
            note,
            to,
            next_on,
        };
        self.take_at(when, self.at.sales, command, dice);
    }

    fn become_deal(&mut self, deal: &deal::Model, dice: &mut Dice) {
        let opened = (deal.created_at + TimeDelta::minutes(12)).max(self.last + TimeDelta::minutes(9));
        let of_it = |_, next_on| Command::Convert {
            deal: DealId(deal.id),
            next_on,
        };
        self.take_at(opened, self.at.sales, of_it, dice);
        let Some(closed) = deal.closed_at else { return };
        let won = deal.state == "won";
        let quality = dice.chance(60).then(|| dice.between(if won { 3 } else { 1 }, 5));
        let quality = quality.and_then(|quality| Quality::try_from(u8::try_from(quality).ok()?).ok());
        let reason = deal.lost_reason.as_deref().and_then(|reason| reason.parse().ok());
        let close = |_, _| Command::Close { won, reason, quality };
        let when = (closed + TimeDelta::minutes(8)).max(self.last + TimeDelta::minutes(5));
        if let Some(when) = self.take_at(when, self.at.sales, close, dice) {
            let fact = Fact::LeadClosed {
                account: self.lead.account,
                lead: self.lead.id,
                name: self.name.clone(),
                won,
            };
            self.facts.push((when, self.at.sales, fact));
        }
    }

    fn finish(self) -> Option<Told<'a>> {
        let Self {
            lead,
            steps,
            facts,
            called,
            captured_at,
            last,
            ..
        } = self;
        let mut row = lead::Model::begun(&lead, captured_at, facts.last().map(|(_, by, _)| by.id));
        row.set(&lead).ok()?;
        row.updated_at = last;
        row.version = i32::try_from(facts.len()).unwrap_or(i32::MAX);
        let steps = steps
            .iter()
            .map(|(id, step, met)| step::Model::of(*id, lead.id, step, *met).ok())
            .collect::<Option<_>>()?;
        Some(Told {
            row,
            steps,
            facts,
            called,
        })
    }
}

fn owner(colleague: &Colleague) -> Owner {
    Owner {
        person: colleague.id,
        department: colleague.department.unwrap_or(Department::Marketing),
    }
}

const fn actor(colleague: &Colleague) -> Actor {
    Actor::Person {
        id: colleague.id,
        department: colleague.department,
        role: colleague.role,
    }
}
