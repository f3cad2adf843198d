//! What departments owe each other at an account, and how they kept it.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use model::{
    Actor,
    activity::Fact,
    leads::obligations::Obligation,
    values::ids::{AccountId, LeadId},
};

use super::{
    super::{
        dice::Dice,
        owing::{self, Deed, Owed},
        texts::Chapter,
    },
    Event, Teller,
};
use crate::leads::{
    chain::entity as lead,
    obligations::past::{self, Past, Terms},
};

impl<'a> Teller<'a> {
    /// What departments owe each other since a moment, and what they did about it.
    pub(super) fn tell_owed<'t>(&mut self, terms: Terms<'t>, since: DateTime<Utc>) -> Owed<'t> {
        let mut owed = Owed {
            terms,
            past: Past::default(),
            dice: Dice::new(self.dice.clone().throw(), 2),
        };
        let told = std::mem::take(&mut self.events);
        let (before, since): (Vec<Event>, Vec<Event>) = told.into_iter().partition(|event| event.at < since);
        self.events = before;
        // What happens in one moment stays in the order in which it is told.
        let mut places = 0_usize..;
        let mut placed = move |event: Event| ((event.at, places.next()), event);
        let mut waiting: BTreeMap<_, Event> = since.into_iter().map(&mut placed).collect();
        while let Some((_, event)) = waiting.pop_first() {
            let lead = self.lead_of(&event.fact).map(|lead| LeadId(lead.id));
            for new in self.follow(&mut owed, event) {
                let about = (AccountId(self.id), lead);
                let Some((at, deed)) = owing::deed(&new, about, self.now, &mut owed.dice) else {
                    continue;
                };
                let from = self.events.len();
                match deed {
                    Deed::Touch => self.touch(new.leg, Chapter::of(self.stage_at(at)), at),
                    Deed::Says(fact) => self.say(at, self.actor_for(new.leg), fact),
                }
                waiting.extend(self.events.split_off(from).into_iter().map(&mut placed));
            }
        }
        owed
    }

    /// What is owed hears of an event, which takes its place among the others. What is new is not told where it cannot be
    /// kept.
    pub(super) fn follow(&mut self, owed: &mut Owed<'_>, mut event: Event) -> Vec<Obligation> {
        let Owed { terms, past, dice } = owed;
        let id = dice.id(event.at);
        event.id = Some(id);
        let touch = event.fact.subject();
        let account = past::Account {
            stage: self.stage_at(event.at),
            leads: self.leads.map(|lead| lead.map(|lead| lead.id)),
            in_pain: self.hurts.evidence.iter().any(|heard| heard.heard_at <= event.at),
            touch: self.touches.iter().find(|row| Some(row.id) == touch),
            lead: self.lead_of(&event.fact).map(|lead| (lead, self.led.steps.as_slice())),
        };
        let entry = past::Entry {
            id,
            at: event.at,
            actor: &event.actor,
            fact: &event.fact,
        };
        let new = past.follow(*terms, entry, account, &mut |at| dice.id(at));
        self.events.push(event);
        new.unwrap_or_default()
    }

    fn lead_of(&self, fact: &Fact) -> Option<&lead::Model> {
        let subject = fact.subject()?;
        self.led.leads.iter().find(|lead| lead.id == subject)
    }

    /// The stage in which the account stood.
    fn stage_at(&self, at: DateTime<Utc>) -> &'a str {
        let step = self.way.iter().rev().find(|step| step.since <= at);
        step.unwrap_or(&self.way[0]).stage.key.as_str()
    }

    /// Managers hear of what was not kept in time.
    pub(super) fn tell_breaches(&mut self, owed: &mut Owed<'_>) {
        let managers = |leg| {
            let manager = self.staff.manager(leg);
            vec![(manager.id, manager.name.clone())]
        };
        for (at, fact) in owed.past.end(owed.terms, self.now, managers).unwrap_or_default() {
            self.events.push(Event {
                id: None,
                at,
                actor: Actor::System,
                fact,
            });
        }
    }
}
