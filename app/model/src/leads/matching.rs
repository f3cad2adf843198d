//! At which account a lead is: by the domain of its e-mail address, by its company's web domain, by the company's name.
//! Routing and reports ask this one function, so that they cannot disagree.

mod explain;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    keyed,
    platform::imports::natural_key::{company_of, is_everybodys, plain_country, plain_name},
    receipt::Receipt,
    values::{Domain, EmailAddress, ids::AccountId},
};

/// What is known of a lead's company.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Identity {
    /// The lead's e-mail address.
    pub email: Option<EmailAddress>,
    /// The company's web domain.
    pub website: Option<Domain>,
    /// The company's name.
    pub company: Option<String>,
    /// In which country it is.
    pub country: Option<String>,
}

/// An account at which the lead may be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// Which one.
    pub account: AccountId,
    /// Its name.
    pub name: String,
    /// Its web domain.
    pub domain: Option<String>,
    /// In which country it is.
    pub country: Option<String>,
    /// Whether a deal with it is open or was won.
    pub has_deals: bool,
    /// When it was created.
    pub created_at: DateTime<Utc>,
}

keyed! {
    /// By what a lead belongs to an account, the surest first.
    MatchedBy {
        /// The domain of its e-mail address is the account's.
        EmailDomain = "email_domain", "E-mail domain";
        /// The web domain of its company is the account's.
        WebDomain = "web_domain", "Web domain";
        /// The name of its company is the account's.
        Name = "name", "Name";
    }
}

keyed! {
    /// What told accounts apart that fit equally well, in the order in which it is asked.
    TieBreaker {
        /// The domain fits more exactly: `mail.brackwell.example` before `brackwell.example`.
        Exactness = "exactness", "its domain fits more exactly";
        /// The name is the same too.
        Name = "name", "its name is the same too";
        /// It is in the same country.
        Country = "country", "it is in the same country";
        /// Deals with it are open or were won.
        Deals = "deals", "deals with it are open or were won";
        /// It was there first.
        Age = "age", "it was there first";
    }
}

/// At which account a lead is, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = LeadMatch)]
pub struct Match {
    /// The account; none where no account fits.
    pub account: Option<AccountId>,
    /// By what.
    pub by: Option<MatchedBy>,
    /// What told it apart from others that fit; none where it was the only one.
    pub tie: Option<TieBreaker>,
    /// Why, to be kept with the lead.
    pub receipt: Receipt,
}

impl Match {
    /// The account that is known already: nothing had to be looked for.
    pub fn known(account: AccountId) -> Self {
        Self {
            account: Some(account),
            by: None,
            tie: None,
            receipt: Receipt {
                rule: "the account at which the person is".to_owned(),
                holds: true,
                lines: Vec::new(),
            },
        }
    }

    /// No account, and nothing by which one could be looked for.
    pub fn nowhere() -> Self {
        account_of(&Identity::default(), &[])
    }
}

/// How well an account fits by one way. The larger one is the better one, field by field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Rank {
    exactness: usize,
    same_name: bool,
    same_country: bool,
    has_deals: bool,
    age: std::cmp::Reverse<(DateTime<Utc>, AccountId)>,
}

impl Identity {
    /// The e-mail domain that says something about a company: mailboxes that everybody can have say nothing.
    fn email_domain(&self) -> Option<Domain> {
        company_of(self.email.as_ref()?)
    }

    fn web_domain(&self) -> Option<&Domain> {
        self.website.as_ref().filter(|domain| !is_everybodys(domain.as_str()))
    }

    /// The company's name as names are compared.
    pub fn plain_name(&self) -> Option<String> {
        self.company.as_deref().map(plain_name).filter(|name| !name.is_empty())
    }

    /// Every domain that an account may have for the lead to be there: those of the lead and what stands above them.
    /// Whoever loads candidates asks for these, and for the name.
    pub fn domains(&self) -> Vec<String> {
        let own = [self.email_domain(), self.web_domain().cloned()];
        let mut all: Vec<String> = own
            .iter()
            .flatten()
            .flat_map(|domain| above(domain.as_str()).map(str::to_owned))
            .collect();
        all.sort_unstable();
        all.dedup();
        all
    }
}

/// A domain and those above it, down to two labels.
fn above(domain: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(domain), |domain| {
        let (_, rest) = domain.split_once('.')?;
        Some(rest)
    })
    .filter(|domain| domain.contains('.'))
}

/// How many characters of a domain an account's domain fits; nothing where it belongs to somebody else.
fn exactness(domain: &str, candidate: &Candidate) -> Option<usize> {
    let theirs = candidate.domain.as_deref()?.to_lowercase();
    let fits = !is_everybodys(&theirs) && above(domain).any(|domain| domain == theirs);
    fits.then_some(theirs.len())
}

/// At which account a lead is. The surest way by which any account fits decides; tie-breakers tell apart what fits
/// equally well. The order of the candidates makes no difference.
pub fn account_of(identity: &Identity, candidates: &[Candidate]) -> Match {
    let found: Vec<(MatchedBy, Vec<(Rank, &Candidate)>)> = MatchedBy::ALL
        .iter()
        .map(|by| (*by, fitting(identity, candidates, *by)))
        .collect();
    let decisive = found.iter().find(|(_, fitting)| !fitting.is_empty());
    let best = decisive.and_then(|(by, fitting)| Some((*by, fitting.first()?, fitting.get(1))));
    let tie = best.and_then(|(_, best, next)| next.map(|next| told_apart(best.0, next.0)));
    Match {
        account: best.map(|(_, (_, candidate), _)| candidate.account),
        by: best.map(|(by, ..)| by),
        tie,
        receipt: explain::receipt(identity, &found, tie),
    }
}

/// The accounts that fit by one way, the best first.
fn fitting<'c>(identity: &Identity, candidates: &'c [Candidate], by: MatchedBy) -> Vec<(Rank, &'c Candidate)> {
    let name = identity.plain_name();
    let country = identity.country.as_deref().map(plain_country);
    let domain = match by {
        MatchedBy::EmailDomain => identity.email_domain(),
        MatchedBy::WebDomain => identity.web_domain().cloned(),
        MatchedBy::Name => None,
    };
    let mut fitting: Vec<(Rank, &Candidate)> = candidates
        .iter()
        .filter_map(|candidate| {
            let same_name = name.is_some() && name == Some(plain_name(&candidate.name));
            let theirs = candidate.country.as_deref().map(plain_country);
            let exactness = match by {
                MatchedBy::EmailDomain | MatchedBy::WebDomain => exactness(domain.as_ref()?.as_str(), candidate)?,
                // A name says nothing across a border.
                MatchedBy::Name if country.is_some() && theirs.is_some() && country != theirs => return None,
                MatchedBy::Name if same_name => 0,
                MatchedBy::Name => return None,
            };
            let rank = Rank {
                exactness,
                same_name,
                same_country: country.is_some() && country == theirs,
                has_deals: candidate.has_deals,
                age: std::cmp::Reverse((candidate.created_at, candidate.account)),
            };
            Some((rank, candidate))
        })
        .collect();
    fitting.sort_by_key(|(rank, _)| std::cmp::Reverse(*rank));
    fitting
}

/// What the better one of two is better by.
fn told_apart(best: Rank, next: Rank) -> TieBreaker {
    if best.exactness != next.exactness {
        TieBreaker::Exactness
    } else if best.same_name != next.same_name {
        TieBreaker::Name
    } else if best.same_country != next.same_country {
        TieBreaker::Country
    } else if best.has_deals != next.has_deals {
        TieBreaker::Deals
    } else {
        TieBreaker::Age
    }
}

#[cfg(test)]
mod tests;
