//! Everything that criteria may ask about one account, with the moments from which on it is so.
//!
//! Whoever loads facts fills what the rules ask for ([`Asks`](super::Asks)); the rest stays empty and is answered like
//! something of which nothing is known.

use chrono::{DateTime, Utc};

use crate::{
    Department,
    accounts::{
        contacts::BuyingRole,
        deals::DealState,
        signals::{SignalKind, SourceType},
        touches::TouchKind,
    },
    leads::{pains::evidence::EvidenceSource, scores::ScoreLog},
    values::{
        Currency,
        ids::{ContactId, DealId, EvidenceId, SignalId, TouchId, TriggerId},
    },
};

/// The facts of one account. Rows lie in the order of time whatever order they came in, and rows after the moment that
/// is asked about do not count yet: one value answers for every moment of the account's history.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AccountFacts {
    /// What the company is. Known as it is now, for every moment.
    pub profile: Profile,
    /// Where the account stands.
    pub standing: Standing,
    signals: Vec<SignalFact>,
    touches: Vec<TouchFact>,
    contacts: Vec<ContactFact>,
    deals: Vec<DealFact>,
    evidence: Vec<EvidenceFact>,
    triggers: Vec<TriggerFact>,
    /// The lead that is asked about; nobody where a rule is about the account alone.
    pub lead: Option<LeadFacts>,
}

/// What is known of one lead at the account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeadFacts {
    /// When it was captured: before, it has no scores.
    pub captured_at: DateTime<Utc>,
    /// How it came to its fit score, and how that changes if nothing happens.
    pub fit: ScoreLog,
    /// How it came to its engagement score, and how that changes if nothing happens.
    pub engagement: ScoreLog,
}

impl LeadFacts {
    /// A lead without any points.
    pub fn captured(captured_at: DateTime<Utc>) -> Self {
        Self {
            captured_at,
            fit: ScoreLog::default(),
            engagement: ScoreLog::default(),
        }
    }
}

/// What a company is, as far as it is known.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Profile {
    /// What it does.
    pub industry: Option<String>,
    /// In which country it is.
    pub country: Option<String>,
    /// In which city it is.
    pub city: Option<String>,
    /// How many people work there.
    pub employees: Option<u32>,
    /// Revenue of a year, in minor units of the organisation's currency.
    pub annual_revenue_minor: Option<i64>,
    /// The organisation's currency; only for the words of receipts.
    pub currency: Option<Currency>,
    /// Legs that have a lead, in the usual order of departments.
    pub leads: [bool; 3],
}

impl Profile {
    /// Whether a leg has a lead.
    pub const fn has_lead(&self, leg: Department) -> bool {
        let [marketing, sales, service] = self.leads;
        match leg {
            Department::Marketing => marketing,
            Department::Sales => sales,
            Department::Service => service,
        }
    }
}

/// Where an account stands, and since when.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Standing {
    /// Key of the stage.
    pub stage: String,
    /// Since when.
    pub since: DateTime<Utc>,
}

/// Something that the buyer did.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct SignalFact {
    /// When.
    pub at: DateTime<Utc>,
    /// Which signal; nil where nobody asks for rows.
    pub id: SignalId,
    /// Its kind.
    pub kind: SignalKind,
    /// Who speaks where it comes from, where known.
    pub source: Option<SourceType>,
    /// What it was about; left out where nobody asks for topics.
    pub topic: Option<String>,
}

/// Something that one of our legs did.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct TouchFact {
    /// When.
    pub at: DateTime<Utc>,
    /// Which touch; nil where nobody asks for rows.
    pub id: TouchId,
    /// Its kind.
    pub kind: TouchKind,
    /// Whose it was.
    pub leg: Department,
}

/// Somebody known at the account.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct ContactFact {
    /// Since when.
    pub at: DateTime<Utc>,
    /// Who; nil where nobody asks for rows.
    pub id: ContactId,
    /// The buying role, where known.
    pub role: Option<BuyingRole>,
}

/// A deal with the account.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct DealFact {
    /// When it was opened.
    pub opened_at: DateTime<Utc>,
    /// When it was decided, and how.
    pub closed: Option<(DateTime<Utc>, Decided)>,
    /// Which deal; nil where nobody asks for rows.
    pub id: DealId,
    /// What it is worth, in minor units of the organisation's currency.
    pub amount_minor: i64,
}

/// Evidence of a pain.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct EvidenceFact {
    /// When it was said or seen.
    pub at: DateTime<Utc>,
    /// The first moment at which it does not count any more; `None`: it stands.
    pub until: Option<DateTime<Utc>>,
    /// Which evidence.
    pub id: EvidenceId,
    /// Key of the pain.
    pub pain: String,
    /// How much it hurts, 1 to 5.
    pub severity: u8,
    /// Where it comes from.
    pub source: EvidenceSource,
}

impl EvidenceFact {
    /// Whether it counts at a moment.
    pub fn counts_at(&self, now: DateTime<Utc>) -> bool {
        self.at <= now && self.until.is_none_or(|until| until > now)
    }
}

/// A crisis that befell the account.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct TriggerFact {
    /// When.
    pub at: DateTime<Utc>,
    /// The first moment at which it makes nothing urgent any more.
    pub until: DateTime<Utc>,
    /// Which trigger.
    pub id: TriggerId,
    /// Key of the crisis.
    pub crisis: String,
    /// Keys of the pains that it makes urgent.
    pub pains: Vec<String>,
}

impl TriggerFact {
    /// Whether it counts at a moment.
    pub fn counts_at(&self, now: DateTime<Utc>) -> bool {
        self.at <= now && self.until > now
    }
}

/// How a deal was decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Decided {
    /// The buyer said yes.
    Won,
    /// The buyer said no.
    Lost,
}

impl DealFact {
    /// How it stood at a moment, and since when; `None` before it was opened.
    pub fn at(&self, now: DateTime<Utc>) -> Option<(DealState, DateTime<Utc>)> {
        match self.closed {
            // A deal may be entered after it was decided.
            Some((at, how)) if at <= now => Some((
                match how {
                    Decided::Won => DealState::Won,
                    Decided::Lost => DealState::Lost,
                },
                at,
            )),
            _ => (self.opened_at <= now).then_some((DealState::Open, self.opened_at)),
        }
    }
}

/// The three kinds of rows that have one moment.
pub(crate) trait Row {
    /// From when on it counts.
    fn at(&self) -> DateTime<Utc>;
}

impl Row for SignalFact {
    fn at(&self) -> DateTime<Utc> {
        self.at
    }
}

impl Row for TouchFact {
    fn at(&self) -> DateTime<Utc> {
        self.at
    }
}

impl Row for ContactFact {
    fn at(&self) -> DateTime<Utc> {
        self.at
    }
}

impl AccountFacts {
    /// An account of which only this is known.
    pub fn new(profile: Profile, standing: Standing) -> Self {
        Self {
            profile,
            standing,
            ..Self::default()
        }
    }

    /// With these signals, in whatever order.
    #[must_use]
    pub fn with_signals(mut self, rows: impl IntoIterator<Item = SignalFact>) -> Self {
        self.signals.extend(rows);
        self.signals.sort_unstable();
        self
    }

    /// With these touches, in whatever order.
    #[must_use]
    pub fn with_touches(mut self, rows: impl IntoIterator<Item = TouchFact>) -> Self {
        self.touches.extend(rows);
        self.touches.sort_unstable();
        self
    }

    /// With these contacts, in whatever order.
    #[must_use]
    pub fn with_contacts(mut self, rows: impl IntoIterator<Item = ContactFact>) -> Self {
        self.contacts.extend(rows);
        self.contacts.sort_unstable();
        self
    }

    /// With these deals, in whatever order.
    #[must_use]
    pub fn with_deals(mut self, rows: impl IntoIterator<Item = DealFact>) -> Self {
        self.deals.extend(rows);
        self.deals.sort_unstable();
        self
    }

    /// With this evidence of pains, in whatever order.
    #[must_use]
    pub fn with_evidence(mut self, rows: impl IntoIterator<Item = EvidenceFact>) -> Self {
        self.evidence.extend(rows);
        self.evidence.sort_unstable();
        self
    }

    /// With these triggers, in whatever order.
    #[must_use]
    pub fn with_triggers(mut self, rows: impl IntoIterator<Item = TriggerFact>) -> Self {
        self.triggers.extend(rows);
        self.triggers.sort_unstable();
        self
    }

    /// As facts about one lead there.
    #[must_use]
    pub fn with_lead(mut self, lead: LeadFacts) -> Self {
        self.lead = Some(lead);
        self
    }

    /// What the buyer did, oldest first.
    pub fn signals(&self) -> &[SignalFact] {
        &self.signals
    }

    /// What our legs did, oldest first.
    pub fn touches(&self) -> &[TouchFact] {
        &self.touches
    }

    /// Who is known there, first known first.
    pub fn contacts(&self) -> &[ContactFact] {
        &self.contacts
    }

    /// The deals, first opened first.
    pub fn deals(&self) -> &[DealFact] {
        &self.deals
    }

    /// Evidence of pains, oldest first.
    pub fn evidence(&self) -> &[EvidenceFact] {
        &self.evidence
    }

    /// What befell the account, oldest first.
    pub fn triggers(&self) -> &[TriggerFact] {
        &self.triggers
    }

    /// Since when a deal with the account is won, if one is.
    pub fn customer_since(&self) -> Option<DateTime<Utc>> {
        let won = self.deals.iter().filter_map(|deal| deal.closed);
        won.filter(|(_, how)| *how == Decided::Won).map(|(at, _)| at).min()
    }

    /// Moves the account to a stage.
    pub fn stand(&mut self, stage: &str, since: DateTime<Utc>) {
        stage.clone_into(&mut self.standing.stage);
        self.standing.since = since;
    }

    /// The moment of the first fact at `from` or later, if any.
    pub fn first_from(&self, from: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let deals = self.deals.iter().flat_map(|deal| {
            let closed = deal.closed.map(|(at, _)| at);
            [Some(deal.opened_at), closed].into_iter().flatten()
        });
        // That evidence does not count any more is something that somebody did; that a trigger expires is not.
        let evidence = self.evidence.iter().flat_map(|fact| [Some(fact.at), fact.until]);
        let triggers = self.triggers.iter().map(|fact| Some(fact.at));
        let pains = evidence.chain(triggers).flatten();
        [
            pains.filter(|at| *at >= from).min(),
            first_of(&self.signals, from),
            first_of(&self.touches, from),
            first_of(&self.contacts, from),
            deals.filter(|at| *at >= from).min(),
        ]
        .into_iter()
        .flatten()
        .min()
    }
}

fn first_of<R: Row>(rows: &[R], from: DateTime<Utc>) -> Option<DateTime<Utc>> {
    rows.get(rows.partition_point(|row| row.at() < from)).map(Row::at)
}
