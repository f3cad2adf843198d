//! The history of one account: what happened, in order, and the rows that come of it.

mod acts;
mod owed;

use chrono::{DateTime, TimeDelta, Utc};
use model::{
    Actor, Department,
    accounts::touches::TouchKind,
    activity::Fact,
    criteria::facts::Profile,
    journey::{
        Cause, Phase, Stages,
        evaluation::Rules,
        participation::{self, LegShare, LegsSeen, leg_place},
    },
    values::ids::{AccountId, AgreementVersionId, ContactId, DealId, PersonId},
};
use uuid::Uuid;

use super::{
    definitions::Definitions,
    dice::Dice,
    leads, members,
    names::{self, Company},
    owing::Owed,
    pains::Hurts,
    people::{CURRENCY, Colleague, Staff},
    standing,
    stories::{self, Step, Story, office_hour},
    texts,
};
use crate::{
    accounts::{
        contacts::entity as contact, deals::entity as deal, entity as account, members::entity as member,
        signals::entity as signal, touches::entity as touch,
    },
    activity::{self, entity as activity_row},
    journey::{missing_legs::entity as missing_leg, transitions::entity as transition},
    leads::{
        chain::{entity as lead, transitions::entity as lead_step},
        obligations::{changes as obligation_step, entity as obligation, past::Terms},
        pains::{evidence::entity as evidence, triggers::entity as trigger},
    },
};

/// Everything that is stored of one account.
#[derive(Debug)]
pub(super) struct History {
    pub account: account::Model,
    pub contacts: Vec<contact::Model>,
    pub deals: Vec<deal::Model>,
    pub touches: Vec<touch::Model>,
    pub signals: Vec<signal::Model>,
    pub transitions: Vec<transition::Model>,
    pub members: Vec<member::Model>,
    pub missing_legs: Vec<missing_leg::Model>,
    pub leads: Vec<lead::Model>,
    pub lead_steps: Vec<lead_step::Model>,
    pub evidence: Vec<evidence::Model>,
    pub triggers: Vec<trigger::Model>,
    pub obligations: Vec<obligation::Model>,
    pub obligation_steps: Vec<obligation_step::Model>,
    pub activities: Vec<activity_row::Model>,
}

/// What all histories have in common.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scene<'a> {
    /// The way that buyers go.
    pub stages: &'a Stages,
    /// What brings accounts into its stages.
    pub rules: &'a Rules<'a>,
    /// The version of it that the departments signed.
    pub journey_version: AgreementVersionId,
    /// The versions of the lead definition that they signed.
    pub definitions: Definitions,
    /// What they owe each other.
    pub terms: Terms<'a>,
    /// Who works with them.
    pub staff: &'a Staff,
    /// The same seed tells the same histories.
    pub seed: u64,
    /// When they end.
    pub now: DateTime<Utc>,
}

/// How much is told of each account.
#[derive(Debug, Clone, Copy)]
pub(super) struct Detail {
    /// How many of a hundred touches are written down.
    pub touches: i64,
    /// How many of a hundred people are leads.
    pub leads: i64,
    /// Since how many days it is written down what departments owe each other.
    pub owed: i64,
    /// Signals of this account; as many as make a story when not said.
    pub signals: Option<i64>,
}

/// What every entry of the event log has in common.
#[derive(Debug, Clone, Copy)]
pub(super) struct Log<'a> {
    pub operation: &'a str,
    pub request: &'a str,
    pub snapshot: i64,
}

/// A person at the buyer with what the stories need.
struct Known {
    row: contact::Model,
    first: &'static str,
}

/// A fact that waits for its place in the order of time.
struct Event {
    /// Its entry in the log, where something refers to it.
    id: Option<Uuid>,
    at: DateTime<Utc>,
    actor: Actor,
    fact: Fact,
}

/// An account while its history is told.
struct Teller<'a> {
    id: Uuid,
    company: Company,
    town: &'static str,
    country: &'static str,
    employees: i64,
    story: Story,
    way: Vec<Step<'a>>,
    leads: [Option<&'a Colleague>; 3],
    staff: &'a Staff,
    now: DateTime<Utc>,
    dice: Dice,
    contacts: Vec<Known>,
    deals: Vec<deal::Model>,
    touches: Vec<touch::Model>,
    transitions: Vec<transition::Model>,
    members: Vec<member::Model>,
    led: leads::OfAccount,
    hurts: Hurts,
    events: Vec<Event>,
    /// Which texts were used.
    used: u128,
    journey_version: AgreementVersionId,
}

/// Tells the history of the account at this place.
pub(super) fn history(company: Company, place: usize, scene: Scene<'_>, detail: Detail, log: Log<'_>) -> History {
    let Scene {
        stages,
        rules,
        journey_version,
        definitions,
        terms,
        staff,
        seed,
        now,
    } = scene;
    let mut dice = Dice::new(seed, u64::try_from(place).unwrap_or(0));
    let (stage, story) = stories::of_account(place, &mut dice);
    let way = stories::way(stages, stage, story, now, &mut dice);
    let (town, country) = dice.weighted(&names::TOWNS.map(|(weight, town, country)| (weight, (town, country))));
    let (fewest, most) = company.industry.people;
    let employees = dice.between(fewest, most.min(fewest * 4)) / 10 * 10;
    let early = way.iter().all(|step| step.place < 2);
    let leads = Department::ALL.map(|leg| {
        let missing = story == Story::Without(leg)
            || (early && leg == Department::Service && dice.chance(20))
            || (story == Story::Stirs && leg == Department::Sales);
        (!missing).then(|| staff.lead(leg, &mut dice))
    });
    let mut teller = Teller {
        id: dice.id(way[0].since),
        company,
        town,
        country,
        employees,
        story,
        way,
        leads,
        staff,
        now,
        dice,
        contacts: Vec::new(),
        deals: Vec::new(),
        touches: Vec::new(),
        transitions: Vec::new(),
        members: Vec::new(),
        led: leads::OfAccount::default(),
        hurts: Hurts::default(),
        events: Vec::new(),
        used: 0,
        journey_version,
    };
    teller.tell_beginning();
    teller.tell_members();
    teller.tell_contacts();
    teller.tell_moves();
    teller.tell_deals();
    teller.tell_touches(detail.touches);
    teller.tell_leads(detail.leads, definitions);
    let signals = teller.signals(detail.signals);
    let owed = teller.tell_owed(terms, now - TimeDelta::days(detail.owed));
    teller.finish(signals, rules, owed, log)
}

impl<'a> Teller<'a> {
    fn begun(&self) -> DateTime<Utc> {
        self.way[0].since
    }

    /// Where the account stands.
    fn here(&self) -> Step<'a> {
        self.way[self.way.len() - 1]
    }

    /// Who acts for a leg: its lead, else whoever leads the department.
    fn actor_for(&self, leg: Department) -> &'a Colleague {
        self.leads[leg_place(leg)].unwrap_or_else(|| self.staff.manager(leg))
    }

    fn say(&mut self, at: DateTime<Utc>, by: &Colleague, fact: Fact) {
        let actor = Actor::Person {
            id: by.id,
            department: by.department,
            role: by.role,
        };
        self.events.push(Event {
            id: None,
            at,
            actor,
            fact,
        });
    }

    /// An hour of work near a moment, after the account began.
    fn hour(&mut self, near: DateTime<Utc>) -> DateTime<Utc> {
        let begun = self.begun();
        office_hour(near, self.now, &mut self.dice).max(begun + TimeDelta::minutes(20))
    }

    fn tell_beginning(&mut self) {
        let account = AccountId(self.id);
        let begun = self.begun();
        let first = self.actor_for(Department::Marketing);
        let name = self.company.name.clone();
        self.say(begun, first, Fact::AccountCreated { account, name });
        for leg in Department::ALL {
            let Some(lead) = self.leads[leg_place(leg)] else {
                continue;
            };
            let later = match leg {
                Department::Marketing => 1,
                Department::Sales => self.dice.between(2, 200),
                Department::Service => self.dice.between(2, 700),
            };
            let at = begun + TimeDelta::minutes(later);
            let by = if leg == Department::Marketing {
                first
            } else {
                self.staff.manager(leg)
            };
            self.say(
                at.min(self.now),
                by,
                Fact::LegLeadNamed {
                    account,
                    leg,
                    person: Some(lead.id),
                    name: Some(lead.name.clone()),
                    before: None,
                },
            );
        }
        if self.story == Story::MarketingSilent
            && let Some(left) = self.leads[leg_place(Department::Marketing)].take()
        {
            self.say(
                self.silent_since() + TimeDelta::minutes(45),
                self.staff.manager(Department::Marketing),
                Fact::LegLeadNamed {
                    account,
                    leg: Department::Marketing,
                    person: None,
                    name: None,
                    before: Some(left.name.clone()),
                },
            );
        }
    }

    fn tell_members(&mut self) {
        // Dice of their own: what else happens at the account does not depend on who works beside its leads.
        let mut dice = Dice::new(self.dice.clone().throw(), 0);
        for joins in members::of_account(self.leads, self.staff, self.begun(), self.now, &mut dice) {
            self.members.push(member::Model {
                account_id: self.id,
                leg: joins.leg.key().to_owned(),
                person_id: joins.who.id.0,
                since: joins.at,
                added_by: Some(joins.by.id.0),
            });
            let fact = Fact::MemberAdded {
                account: AccountId(self.id),
                leg: joins.leg,
                person: joins.who.id,
                name: joins.who.name.clone(),
            };
            self.say(joins.at, joins.by, fact);
        }
    }

    /// Since when marketing has been silent, where that is the story.
    fn silent_since(&self) -> DateTime<Utc> {
        self.now - TimeDelta::days(25)
    }

    fn tell_contacts(&mut self) {
        let furthest = self.way.iter().map(|step| step.place).filter(|place| *place < 10).max();
        let (fewest, most) = match furthest.unwrap_or(0) {
            _ if self.story == Story::Stirs => (0, 0),
            0 => (0, 1),
            1 => (1, 2),
            2 | 3 => (2, 4),
            _ => (3, 6),
        };
        let many = self.dice.between(fewest, most);
        let days = (self.now - self.begun()).num_days();
        for place in 0..usize::try_from(many).unwrap_or(0) {
            let (first, last) = self.unused_name();
            let (role, jobs) = texts::JOBS[place % texts::JOBS.len()];
            let share = i64::try_from(place).unwrap_or(0) * 14 + self.dice.between(1, 9);
            let near = self.begun() + TimeDelta::days((days * share.min(95) / 100).max(1));
            let known = self.hour(near.min(self.now));
            let name = format!("{first} {last}");
            let by = self.actor_for(if place == 0 {
                Department::Marketing
            } else {
                Department::Sales
            });
            let id = self.dice.id(known);
            let email = format!("{}.{}@{}", names::slug(first), names::slug(last), self.company.domain);
            let phone = self.dice.chance(60).then(|| {
                let (line, extension) = (self.dice.between(200, 899), self.dice.between(10, 99));
                format!("+43 5 9000 {line} {extension}")
            });
            self.say(
                known,
                by,
                Fact::ContactAdded {
                    account: Some(AccountId(self.id)),
                    contact: ContactId(id),
                    name: name.clone(),
                },
            );
            let row = contact::Model {
                account_id: Some(self.id),
                email: self.dice.chance(92).then_some(email),
                phone,
                job_title: Some((*self.dice.pick(jobs)).to_owned()),
                buying_role: self.dice.chance(88).then(|| role.to_owned()),
                ..contact::Model::named(id, &name, Some(by.id.0), known)
            };
            self.contacts.push(Known { row, first });
        }
    }

    /// A name that nobody at this account has, so that addresses differ.
    fn unused_name(&mut self) -> (&'static str, &'static str) {
        loop {
            let (first, last) = names::person(&mut self.dice);
            let full = format!("{first} {last}");
            if self.contacts.iter().all(|known| known.row.name != full) {
                return (first, last);
            }
        }
    }

    fn tell_moves(&mut self) {
        for place in 1..self.way.len() {
            let (before, to) = (self.way[place - 1], self.way[place]);
            let from = before.stage;
            let reasons = if stories::leads_back(&before, &to) {
                &texts::BACK
            } else if from.phase == Phase::Detour {
                &texts::RETURN
            } else {
                texts::reasons(to.stage.key.as_str())
            };
            let reason = (*self.dice.pick(reasons)).to_owned();
            let by = self.actor_for(to.stage.accountable.or(from.accountable).unwrap_or(Department::Sales));
            let cause = Cause::Person { reason };
            self.transitions.push(transition::Model {
                id: self.dice.id(to.since),
                account_id: self.id,
                from_stage: from.key.to_string(),
                to_stage: to.stage.key.to_string(),
                at: to.since,
                cause: serde_json::to_value(&cause).unwrap_or_default(),
                person_id: Some(by.id.0),
                journey_version: Some(self.journey_version.0),
                held_until: None,
                receipt: None,
            });
            self.say(
                to.since,
                by,
                Fact::AccountMoved {
                    account: AccountId(self.id),
                    from: from.key.to_string(),
                    to: to.stage.key.to_string(),
                    cause,
                },
            );
        }
    }

    fn tell_deals(&mut self) {
        let mut open: Option<usize> = None;
        let here = self.here().stage.key.as_str();
        for place in 0..self.way.len() {
            let step = self.way[place];
            let soon = step.since + TimeDelta::minutes(self.dice.between(30, 1_500));
            match step.stage.key.as_str() {
                "exploring" if here == "exploring" && self.dice.chance(45) => {
                    open = Some(self.open_deal(soon, false));
                }
                "committing_to_solution" | "justifying" | "selecting" if open.is_none() => {
                    open = Some(self.open_deal(soon, false));
                }
                "onboarding" => {
                    let deal = open.take().unwrap_or_else(|| {
                        let before = self.way[place.saturating_sub(1)].since + TimeDelta::minutes(40);
                        self.open_deal(before, false)
                    });
                    self.win(deal, step.since - TimeDelta::minutes(75));
                }
                "expanding" => {
                    let deal = self.open_deal(soon, true);
                    if here != "expanding" {
                        let days = step.days();
                        let at = self.hour(step.since + TimeDelta::days((days * 3 / 4).max(3)));
                        self.win(deal, at);
                    } else if self.dice.chance(35) {
                        self.open_deal(soon + TimeDelta::minutes(35), true);
                    }
                }
                "realising" if here == "realising" && self.dice.chance(25) => {
                    self.open_deal(soon, true);
                }
                "lost" | "dormant" | "disqualified" => {
                    if let Some(deal) = open.take() {
                        self.lose(deal, step.since - TimeDelta::minutes(50));
                    }
                }
                "churned" => {
                    let renewal = self.open_deal(self.way[place - 1].since + TimeDelta::days(3), true);
                    self.lose(renewal, step.since - TimeDelta::minutes(50));
                }
                _ => {}
            }
        }
        if matches!(here, "justifying" | "selecting") && self.dice.chance(18) {
            let near = self.here().since + TimeDelta::minutes(self.dice.between(60, 900));
            self.open_deal(near, true);
        }
    }

    /// Opens a deal; its place among the deals.
    fn open_deal(&mut self, near: DateTime<Utc>, extension: bool) -> usize {
        let at = self
            .hour(near.min(self.now))
            .max(near.min(self.now - TimeDelta::minutes(5)));
        let sites = self.dice.between(1, (self.employees / 400).clamp(1, 6));
        let name = if extension {
            (*self.dice.pick(&texts::EXTENSIONS)).to_owned()
        } else {
            let site = self.company.industry.site;
            let scope = *self.dice.pick(&texts::SCOPES);
            match sites {
                1 => format!("{scope}, {site} {}", self.town),
                sites => format!("{scope}, {sites} sites"),
            }
        };
        let euros = self.employees * self.dice.between(110, 290) * if extension { 45 } else { 100 } / 100;
        let amount_minor = euros.clamp(14_000, 640_000) / 100 * 100 * 100;
        let owner = self.actor_for(Department::Sales);
        let id = self.dice.id(at);
        let today = self.now.date_naive();
        let (soonest, latest) = match self.here().stage.key.as_str() {
            _ if self.story == Story::Overdue => (-41, -3),
            _ if self.story == Story::DecidesSoon => (4, 9),
            "selecting" => (5, 35),
            "justifying" => (18, 70),
            "committing_to_solution" => (40, 120),
            _ => (60, 180),
        };
        self.say(
            at,
            owner,
            Fact::DealOpened {
                account: AccountId(self.id),
                deal: DealId(id),
                name: name.clone(),
                amount_minor,
                currency: CURRENCY.to_owned(),
            },
        );
        self.deals.push(deal::Model {
            id,
            account_id: self.id,
            name_key: name.to_lowercase(),
            name,
            amount_minor,
            currency: CURRENCY.to_owned(),
            state: "open".to_owned(),
            close_on: Some(today + TimeDelta::days(self.dice.between(soonest, latest))),
            closed_at: None,
            lost_reason: None,
            owner_id: Some(owner.id.0),
            created_at: at,
            updated_at: at,
            updated_by: Some(owner.id.0),
            trashed_at: None,
            version: 1,
        });
        self.deals.len() - 1
    }

    fn close(&mut self, place: usize, at: DateTime<Utc>, state: &str) -> (DateTime<Utc>, &'a Colleague) {
        let by = self.actor_for(Department::Sales);
        let late = self.dice.between(-21, 9);
        let deal = &mut self.deals[place];
        let at = at.max(deal.created_at + TimeDelta::minutes(10)).min(self.now);
        state.clone_into(&mut deal.state);
        deal.closed_at = Some(at);
        deal.close_on = Some((at - TimeDelta::days(late)).date_naive());
        deal.updated_at = at;
        deal.updated_by = Some(by.id.0);
        deal.version += 1;
        (at, by)
    }

    fn win(&mut self, place: usize, at: DateTime<Utc>) {
        let (at, by) = self.close(place, at, "won");
        let deal = &self.deals[place];
        let fact = Fact::DealWon {
            account: AccountId(self.id),
            deal: DealId(deal.id),
            name: deal.name.clone(),
            amount_minor: deal.amount_minor,
            currency: deal.currency.clone(),
        };
        self.say(at, by, fact);
    }

    fn lose(&mut self, place: usize, at: DateTime<Utc>) {
        let (at, by) = self.close(place, at, "lost");
        let reason = (*self.dice.pick(&texts::LOST)).to_owned();
        let deal = &mut self.deals[place];
        deal.lost_reason = Some(reason.clone());
        let fact = Fact::DealLost {
            account: AccountId(self.id),
            deal: DealId(deal.id),
            name: deal.name.clone(),
            reason,
        };
        self.say(at, by, fact);
    }

    /// Who of the people there is a lead. Dice of their own: what else happens does not depend on it, but for the calls.
    fn tell_leads(&mut self, of_a_hundred: i64, definitions: Definitions) {
        let mut dice = Dice::new(self.dice.clone().throw(), 1);
        let at = leads::At {
            account: self.id,
            marketing: self.actor_for(Department::Marketing),
            sales: self.actor_for(Department::Sales),
            definitions,
            now: self.now,
        };
        let mut deals = self.deals.iter();
        let mut told = Vec::new();
        for known in &self.contacts {
            if !dice.chance(of_a_hundred) {
                continue;
            }
            let person = &known.row;
            let deal = deals.find(|deal| person.created_at + TimeDelta::days(30) < deal.created_at);
            told.extend(leads::of_contact(at, person, deal, &mut dice));
        }
        let told_by = self.contacts.first().map(|known| &known.row);
        let hurting = told_by.filter(|_| !told.is_empty() && dice.chance(70));
        let hurting = hurting.map(|person| Hurts::of_account(at, person, &mut dice));
        for lead in told {
            for (when, by, fact) in lead.facts {
                self.say(when, by, fact);
            }
            if let Some(called) = lead.called.filter(|_| self.story != Story::Without(Department::Sales)) {
                let (row, fact) = leads::first_call(&lead.row, at, called, &mut dice);
                self.touches.push(row);
                self.say(called, at.sales, fact);
            }
            self.led.leads.push(lead.row);
            self.led.steps.extend(lead.steps);
        }
        if let Some((hurts, facts)) = hurting {
            self.hurts = hurts;
            for (when, by, fact) in facts {
                self.say(when, by, fact);
            }
        }
    }

    fn finish(mut self, signals: Vec<signal::Model>, rules: &Rules<'_>, mut owed: Owed<'_>, log: Log<'_>) -> History {
        let (held_until, look_again_at) = self.explain(rules, &signals);
        let here = self.here();
        let acted_at = Department::ALL.map(|leg| self.acted_at(leg));
        let from = self.events.len();
        let (missing_legs, legs_due_at) = self.tell_missing_legs(acted_at);
        for alert in self.events.split_off(from) {
            self.follow(&mut owed, alert);
        }
        self.tell_breaches(&mut owed);
        self.events.sort_by_key(|event| event.at);
        let [marketing_acted_at, sales_acted_at, service_acted_at] = acted_at;
        let of_state = |state: &'static str| self.deals.iter().filter(move |deal| deal.state == state);
        let changes = |event: &&Event| {
            matches!(
                event.fact,
                Fact::AccountCreated { .. } | Fact::LegLeadNamed { .. } | Fact::AccountMoved { .. }
            )
        };
        let last_change = self.events.iter().rev().find(changes);
        let lead = |leg: Department| self.leads[leg_place(leg)].map(|lead| lead.id.0);
        let revenue = self.employees * self.dice.clone().between(170, 330) * 1_000 * 100;
        let account = account::Model {
            domain: Some(self.company.domain.clone()),
            industry: Some(self.company.industry.label.to_owned()),
            city: Some(self.town.to_owned()),
            country: Some(self.country.to_owned()),
            employees: i32::try_from(self.employees).ok(),
            annual_revenue_minor: Some(revenue),
            stage: here.stage.key.to_string(),
            stage_position: here.place,
            stage_since: here.since,
            marketing_lead_id: lead(Department::Marketing),
            sales_lead_id: lead(Department::Sales),
            service_lead_id: lead(Department::Service),
            marketing_acted_at,
            sales_acted_at,
            service_acted_at,
            open_amount_minor: of_state("open").map(|deal| deal.amount_minor).sum(),
            open_deals: count(of_state("open")),
            won_deals: count(of_state("won")),
            next_close_on: of_state("open").filter_map(|deal| deal.close_on).min(),
            updated_at: last_change.map_or(self.begun(), |event| event.at),
            updated_by: last_change
                .and_then(|event| event.actor.person())
                .map(|person| person.0),
            held_until,
            look_again_at,
            legs_due_at,
            readiness: self.hurts.readiness(self.now).key().to_owned(),
            readiness_turns_at: self.hurts.turns_at(self.now),
            // Created once, changed by every move that somebody made; naming a lead is no new version.
            version: 1 + count(self.transitions.iter().filter(|moved| moved.person_id.is_some())),
            ..account::Model::named(self.id, &self.company.name, here.stage, None, self.begun())
        };
        debug_assert_eq!(self.way[0].place, 0);
        let mut activities = Vec::with_capacity(self.events.len());
        for event in std::mem::take(&mut self.events) {
            activities.push(self.entry(&event, log));
        }
        History {
            account,
            contacts: self.contacts.into_iter().map(|known| known.row).collect(),
            deals: self.deals,
            touches: self.touches,
            signals,
            transitions: self.transitions,
            members: self.members,
            missing_legs,
            leads: self.led.leads,
            lead_steps: self.led.steps,
            evidence: self.hurts.evidence,
            triggers: self.hurts.triggers,
            obligations: owed.past.owed,
            obligation_steps: owed.past.steps,
            activities,
        }
    }

    /// When a leg last acted.
    fn acted_at(&self, leg: Department) -> Option<DateTime<Utc>> {
        self.touches
            .iter()
            .filter(|touch| touch.leg == leg.key() && TouchKind::from_key(&touch.kind).is_some_and(TouchKind::is_act))
            .map(|touch| touch.occurred_at)
            .max()
    }

    /// Legs that owe an act by now were noticed within the hour; and when the next one will owe one.
    fn tell_missing_legs(
        &mut self,
        acted_at: [Option<DateTime<Utc>>; 3],
    ) -> (Vec<missing_leg::Model>, Option<DateTime<Utc>>) {
        let here = self.here();
        let mut seen = LegsSeen {
            here_since: here.since,
            acted_at,
            silent_since: [None; 3],
            open: [false; 3],
        };
        let shares = participation::shares(Some(here.stage), &seen, self.now);
        let missing: Vec<LegShare> = participation::to_raise(&shares, &seen).copied().collect();
        let mut rows = Vec::with_capacity(missing.len());
        for share in missing {
            let noticed = share.missing_since + TimeDelta::minutes(self.dice.between(1, 59));
            let at = noticed.min(self.now);
            let lead = self.leads[leg_place(share.leg)];
            self.events.push(Event {
                id: None,
                at,
                actor: Actor::System,
                fact: Fact::LegMissed {
                    account: AccountId(self.id),
                    leg: share.leg,
                    stage: here.stage.key.to_string(),
                    since: share.missing_since,
                    person: lead.map(|lead| lead.id),
                    name: lead.map(|lead| lead.name.clone()),
                },
            });
            seen.silent_since[leg_place(share.leg)] = Some(share.silent_since);
            seen.open[leg_place(share.leg)] = true;
            rows.push(missing_leg::Model {
                id: self.dice.id(at),
                account_id: self.id,
                leg: share.leg.key().to_owned(),
                stage: here.stage.key.to_string(),
                silent_since: share.silent_since,
                since: share.missing_since,
                raised_at: at,
                lead_id: lead.map(|lead| lead.id.0),
                cleared_at: None,
                cleared: None,
            });
        }
        (rows, participation::look_again(&shares, &seen))
    }

    /// Lets the criteria explain the moves that they would have made, and the others hold. Tells until when the last move
    /// holds, and when to look again.
    fn explain(
        &mut self,
        rules: &Rules<'_>,
        signals: &[signal::Model],
    ) -> (Option<DateTime<Utc>>, Option<DateTime<Utc>>) {
        let contacts: Vec<_> = self.contacts.iter().map(|known| &known.row).collect();
        let profile = Profile {
            industry: Some(self.company.industry.label.to_owned()),
            country: Some(self.country.to_owned()),
            city: Some(self.town.to_owned()),
            employees: u32::try_from(self.employees).ok(),
            leads: self.leads.map(|lead| lead.is_some()),
            ..Profile::default()
        };
        let mut facts = standing::facts(profile, signals, &self.touches, &contacts, &self.deals);
        let mut held_until = None;
        for (place, moved) in self.transitions.iter_mut().enumerate() {
            let step = self.way[place + 1];
            let last = place + 2 == self.way.len();
            let longer = if last { self.dice.between(10, 70) } else { 0 };
            let why = standing::why(rules, &mut facts, &step, TimeDelta::days(longer));
            held_until = why.held_until;
            moved.held_until = why.held_until;
            let Some(receipt) = why.receipt else { continue };
            moved.person_id = None;
            moved.cause = serde_json::to_value(Cause::Rule).unwrap_or_default();
            moved.receipt = serde_json::to_value(receipt).ok();
            let told = self
                .events
                .iter_mut()
                .find(|event| event.at == moved.at && matches!(event.fact, Fact::AccountMoved { .. }));
            if let Some(Event {
                actor,
                fact: Fact::AccountMoved { cause, .. },
                ..
            }) = told
            {
                *actor = Actor::System;
                *cause = Cause::Rule;
            }
        }
        let here = self.here();
        facts.stand(here.stage.key.as_str(), here.since);
        let decision = rules.decide(&facts, None, self.now);
        let look_again_at = match held_until {
            Some(held_until) => Some(held_until),
            None if decision.stage == here.stage.key.as_str() => decision.until,
            // Whoever stirs moves as soon as somebody looks.
            None => Some(self.now),
        };
        (held_until, look_again_at)
    }

    fn entry(&mut self, event: &Event, log: Log<'_>) -> activity_row::Model {
        let department = event.fact.leg().or(event.actor.department());
        let fact = serde_json::to_value(&event.fact).unwrap_or_default();
        let kind = fact.get("kind").and_then(|kind| kind.as_str()).unwrap_or_default();
        activity_row::Model {
            position: 0,
            snapshot: log.snapshot,
            id: event.id.unwrap_or_else(|| self.dice.id(event.at)),
            at: event.at,
            occurred_at: event.fact.occurred_at().unwrap_or(event.at),
            actor_kind: activity::actor_kind(&event.actor).to_owned(),
            actor_id: event.actor.person().map(|PersonId(id)| id),
            department: department.map(|department| department.key().to_owned()),
            account_id: event.fact.account().map(|AccountId(id)| id),
            subject_id: event.fact.subject(),
            operation: log.operation.to_owned(),
            kind: kind.to_owned(),
            fact,
            request_id: log.request.to_owned(),
        }
    }
}

fn count(items: impl Iterator) -> i32 {
    i32::try_from(items.count()).unwrap_or(i32::MAX)
}
