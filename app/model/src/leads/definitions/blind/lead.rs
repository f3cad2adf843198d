//! What is known of a lead of the sample: the same for every department, and nothing of what anybody thinks of it.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    Access, Department, Kind, Operation, Rest,
    accounts::signals::SignalKind,
    criteria::{facts::AccountFacts, signal_words},
    leads::pains::{CrisisKey, PainKey, catalogue::Catalogue},
    values::ids::{AgreementVersionId, LeadId},
};

/// Shows what was known of a lead of the sample when it was drawn, so that all departments judge by the same.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct ShowSampleLead {
    /// The version whose sample it is.
    pub version: AgreementVersionId,
    /// Which lead.
    pub lead: LeadId,
}

impl Operation for ShowSampleLead {
    type Output = KnownLead;
    const NAME: &'static str = "leads.samples.lead";
    const KIND: Kind = Kind::Query;
    const ACCESS: Access = Access::SignedIn;
    const REST: Option<Rest> = Some(Rest::get(
        "/agreements/versions/{version}/lead-sample/{lead}",
        "What was known of a lead of the sample when it was drawn",
    ));
}

/// What was known of a lead when the sample was drawn. What the company is, is told as it is known now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct KnownLead {
    /// Which one.
    pub lead: LeadId,
    /// Name of the person.
    pub contact_name: String,
    /// What the person does there.
    pub job_title: Option<String>,
    /// Name of the account, where that is known.
    pub account_name: Option<String>,
    /// When it was captured.
    pub captured_at: DateTime<Utc>,
    /// The moment for which the rest is told.
    pub as_of: DateTime<Utc>,
    /// What is known.
    pub known: Known,
}

/// What is known at an account about one lead there.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = KnownOfLead)]
pub struct Known {
    /// What the company does.
    pub industry: Option<String>,
    /// Where it is.
    pub place: Option<String>,
    /// How many people work there.
    pub employees: Option<u32>,
    /// What hurts, the severest first.
    pub hurts: Vec<KnownRow>,
    /// What befell the account and makes it urgent.
    pub befell: Vec<KnownRow>,
    /// What the buyer did, the latest first.
    pub did: Vec<KnownRow>,
    /// Which of our legs turned to the account, in their usual order.
    pub touched: Vec<KnownTouches>,
}

/// Something that is known, and when it was so last.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct KnownRow {
    /// What, in words.
    pub what: String,
    /// When, or when last.
    pub at: DateTime<Utc>,
}

/// How often one of our legs turned to the account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct KnownTouches {
    /// Which leg.
    pub leg: Department,
    /// How often.
    pub times: u32,
    /// When last.
    pub at: DateTime<Utc>,
}

impl Known {
    /// What these facts say at a moment, with the names of the catalogue.
    pub fn of(facts: &AccountFacts, catalogue: &Catalogue, now: DateTime<Utc>) -> Self {
        let profile = &facts.profile;
        let place: Vec<&str> = [&profile.city, &profile.country]
            .into_iter()
            .filter_map(Option::as_deref)
            .collect();
        Self {
            industry: profile.industry.clone(),
            place: (!place.is_empty()).then(|| place.join(", ")),
            employees: profile.employees,
            hurts: hurts(facts, catalogue, now),
            befell: befell(facts, catalogue, now),
            did: did(facts, now),
            touched: touched(facts, now),
        }
    }
}

fn hurts(facts: &AccountFacts, catalogue: &Catalogue, now: DateTime<Utc>) -> Vec<KnownRow> {
    let mut severest: BTreeMap<&str, (u8, DateTime<Utc>)> = BTreeMap::new();
    for row in facts.evidence().iter().filter(|row| row.counts_at(now)) {
        let found = severest.entry(&row.pain).or_insert((0, row.at));
        *found = (found.0.max(row.severity), found.1.max(row.at));
    }
    let mut pains: Vec<_> = severest.into_iter().collect();
    pains.sort_by_key(|(key, (severity, _))| (std::cmp::Reverse(*severity), *key));
    let name = |key: &str| {
        key.parse::<PainKey>()
            .map_or_else(|_| key.to_owned(), |key| catalogue.pain_name(&key))
    };
    pains
        .into_iter()
        .map(|(key, (severity, at))| KnownRow {
            what: format!("{}, severity {severity} of 5", name(key)),
            at,
        })
        .collect()
}

fn befell(facts: &AccountFacts, catalogue: &Catalogue, now: DateTime<Utc>) -> Vec<KnownRow> {
    let name = |key: &str| {
        key.parse::<CrisisKey>()
            .map_or_else(|_| key.to_owned(), |key| catalogue.crisis_name(&key))
    };
    let counting = facts.triggers().iter().rev().filter(|row| row.counts_at(now));
    counting
        .map(|row| KnownRow {
            what: name(&row.crisis),
            at: row.at,
        })
        .collect()
}

fn did(facts: &AccountFacts, now: DateTime<Utc>) -> Vec<KnownRow> {
    let mut kinds: BTreeMap<SignalKind, (u32, DateTime<Utc>)> = BTreeMap::new();
    for row in facts.signals().iter().filter(|row| row.at <= now) {
        let (times, last) = kinds.entry(row.kind).or_insert((0, row.at));
        *times += 1;
        *last = row.at.max(*last);
    }
    let mut rows: Vec<_> = kinds.into_iter().collect();
    rows.sort_by_key(|(kind, (_, last))| (std::cmp::Reverse(*last), *kind));
    rows.into_iter()
        .map(|(kind, (times, at))| {
            let (one, many) = signal_words(kind);
            let what = if times == 1 {
                format!("1 {one}")
            } else {
                format!("{times} {many}")
            };
            KnownRow { what, at }
        })
        .collect()
}

fn touched(facts: &AccountFacts, now: DateTime<Utc>) -> Vec<KnownTouches> {
    let of_leg = |leg: Department| {
        let rows = facts.touches().iter().filter(|row| row.leg == leg && row.at <= now);
        let (times, last) = rows.fold((0_u32, None), |(times, _), row| (times + 1, Some(row.at)));
        last.map(|at| KnownTouches { leg, times, at })
    };
    Department::ALL.into_iter().filter_map(of_leg).collect()
}
