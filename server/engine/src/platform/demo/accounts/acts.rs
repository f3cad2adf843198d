//! What our legs and the buyer did at an account: touches and signals.

use chrono::{DateTime, TimeDelta, Utc};
use model::{
    Department,
    accounts::{signals::SignalKind, touches::TouchKind},
    activity::Fact,
    journey::participation::leg_place,
    values::ids::{AccountId, ContactId, TouchId},
};
use uuid::Uuid;

use super::{
    super::{
        stories::Story,
        texts::{self, Chapter, Filling},
    },
    Teller,
};
use crate::accounts::{signals::entity as signal, touches::entity as touch};

impl Teller<'_> {
    pub(super) fn tell_touches(&mut self, of_a_hundred: i64) {
        for place in 0..self.way.len() {
            let step = self.way[place];
            let chapter = Chapter::of(step.stage.key.as_str());
            let days_between = match chapter {
                Chapter::Early => 16,
                Chapter::Middle => 9,
                Chapter::Late => 6,
                Chapter::Onboarding => 8,
                Chapter::Growth => 14,
                Chapter::Value => 20,
                Chapter::Advocacy => 26,
                Chapter::Detour => 60,
            };
            let full = (step.days() / days_between + 1).min(14);
            // What is left of a division is a chance, so that few touches are spread rather than lost.
            let hundreds = full * of_a_hundred;
            let many = hundreds / 100 + i64::from(self.dice.chance(hundreds % 100));
            for _ in 0..many {
                let leg = self.leg_in(chapter);
                let minutes = (step.until - step.since).num_minutes();
                let near = step.since + TimeDelta::minutes(self.dice.between(0, minutes));
                let at = self.hour(near);
                self.touch(leg, chapter, at);
            }
        }
        self.tell_recent(of_a_hundred);
    }

    /// Accounts that somebody works at have seen all their legs lately.
    fn tell_recent(&mut self, of_a_hundred: i64) {
        let chapter = Chapter::of(self.here().stage.key.as_str());
        if self.story == Story::MarketingSilent {
            let at = self.silent_since();
            self.touch(Department::Marketing, chapter, at);
        }
        if chapter == Chapter::Detour || !self.dice.chance(of_a_hundred) {
            return;
        }
        for leg in Department::ALL {
            let owes = self.here().stage.accountable == Some(leg);
            let (soonest, latest, chance) = if owes { (0, 8, 95) } else { (3, 24, 78) };
            if self.dice.chance(chance) {
                let at = self.now - TimeDelta::days(self.dice.between(soonest, latest));
                let at = self.hour(at);
                self.touch(leg, chapter, at);
            }
        }
    }

    fn leg_in(&mut self, chapter: Chapter) -> Department {
        use Department::{Marketing, Sales, Service};
        let (marketing, sales, service) = match chapter {
            Chapter::Early => (58, 30, 12),
            Chapter::Middle => (30, 47, 23),
            Chapter::Late => (20, 53, 27),
            Chapter::Onboarding => (12, 18, 70),
            Chapter::Value => (18, 20, 62),
            Chapter::Growth => (18, 45, 37),
            Chapter::Advocacy => (48, 20, 32),
            Chapter::Detour => (45, 35, 20),
        };
        self.dice
            .weighted(&[(marketing, Marketing), (sales, Sales), (service, Service)])
    }

    /// Writes down a touch, unless the leg is the one that is missing, or silent by then.
    pub(super) fn touch(&mut self, leg: Department, chapter: Chapter, at: DateTime<Utc>) {
        let silent = leg == Department::Marketing && self.story == Story::MarketingSilent && at > self.silent_since();
        if silent || self.story == Story::Without(leg) {
            return;
        }
        let known = self.contacts.iter().filter(|known| known.row.created_at <= at).count();
        let exactly = self.story == Story::MarketingSilent && at == self.silent_since();
        let fits = |text: &texts::Text| {
            text.leg == leg
                && text.chapter == chapter
                && (known > 0 || (text.kind == TouchKind::Note && !texts::names_somebody(text.words)))
                && (!exactly || text.kind == TouchKind::Mail)
        };
        let fresh: Vec<usize> = (0..texts::TEXTS.len())
            .filter(|place| self.used & (1 << place) == 0 && fits(&texts::TEXTS[*place]))
            .collect();
        if fresh.is_empty() {
            return;
        }
        let place = *self.dice.pick(&fresh);
        self.used |= 1 << place;
        let text = &texts::TEXTS[place];
        let with = (known > 0 && (text.kind != TouchKind::Note || texts::names_somebody(text.words)))
            .then(|| self.dice.place(known).min(self.dice.place(known)))
            .and_then(|place| {
                self.contacts
                    .iter()
                    .filter(|known| known.row.created_at <= at)
                    .nth(place)
            });
        let filling = Filling {
            contact: with.map_or("", |known| &known.row.name),
            first: with.map_or("", |known| known.first),
            site: self.company.industry.site,
            process: self.company.industry.process,
            town: self.town,
        };
        let body = texts::fill(text.words, filling, &mut self.dice);
        let contact = with.map(|known| (ContactId(known.row.id), known.row.name.clone()));
        let author = match self.leads[leg_place(leg)] {
            Some(lead) if self.dice.chance(86) => lead,
            _ => self.staff.anybody(leg, &mut self.dice),
        };
        let id = self.dice.id(at);
        let (contact, contact_name) = contact.unzip();
        self.touches.push(touch::Model {
            id,
            account_id: self.id,
            contact_id: contact.map(|contact| contact.0),
            leg: leg.key().to_owned(),
            kind: text.kind.key().to_owned(),
            body: body.clone(),
            occurred_at: at,
            author_id: Some(author.id.0),
            created_at: at,
            trashed_at: None,
            version: 1,
        });
        self.say(
            at,
            author,
            Fact::TouchLogged {
                account: AccountId(self.id),
                touch: TouchId(id),
                leg,
                touch_kind: text.kind,
                body,
                contact,
                contact_name,
                occurred_at: at,
            },
        );
    }

    pub(super) fn signals(&mut self, many: Option<i64>) -> Vec<signal::Model> {
        let stirs = self.story == Story::Stirs;
        let many = many.unwrap_or_else(|| {
            if stirs {
                self.dice.between(7, 11)
            } else {
                self.dice.between(4, 16)
            }
        });
        let mut rows = Vec::with_capacity(usize::try_from(many).unwrap_or(0));
        let minutes = (self.now - self.begun()).num_minutes().max(2);
        for _ in 0..many {
            let at = if stirs {
                self.now - TimeDelta::minutes(self.dice.between(40, minutes.min(13_000)))
            } else {
                self.begun() + TimeDelta::minutes(self.dice.between(1, minutes - 1))
            };
            let step = self.way.iter().rev().find(|step| step.since <= at);
            let chapter = step.map_or(Chapter::Early, |step| Chapter::of(step.stage.key.as_str()));
            let (kind, venue, topic, said) = self.dice.weighted(texts::signs(chapter));
            let named =
                !matches!(kind, SignalKind::Visit | SignalKind::Search | SignalKind::Post) && self.dice.chance(60);
            let known: Vec<Uuid> = self
                .contacts
                .iter()
                .filter(|known| named && known.row.created_at <= at)
                .map(|known| known.row.id)
                .collect();
            rows.push(signal::Model {
                id: self.dice.id(at),
                account_id: self.id,
                contact_id: (!known.is_empty()).then(|| *self.dice.pick(&known)),
                kind: kind.key().to_owned(),
                venue: Some(venue.to_owned()),
                source_type: Some(texts::source(venue).key().to_owned()),
                topic: topic.map(str::to_owned),
                said: said.map(str::to_owned),
                occurred_at: at,
            });
        }
        rows
    }
}
