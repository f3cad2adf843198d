//! Signals: what the buyer did, with or without a name.

pub mod list;
pub mod record;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::values::ids::{AccountId, ContactId, SignalId};

/// Something that the buyer did: where, what about, and what was said in public.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = RecordedSignal)]
pub struct Signal {
    /// Which one.
    pub id: SignalId,
    /// At which account.
    pub account: AccountId,
    /// Who there, where known.
    pub contact: Option<ContactId>,
    /// What kind.
    pub kind: SignalKind,
    /// Where.
    pub venue: Option<String>,
    /// Who speaks there, where known.
    pub source: Option<SourceType>,
    /// What about.
    pub topic: Option<String>,
    /// Public words.
    pub said: Option<String>,
    /// When it happened.
    pub occurred_at: DateTime<Utc>,
}

/// What kind of signal it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum SignalKind {
    /// Came to our pages.
    Visit,
    /// Looked for a topic where others tell us about it.
    Search,
    /// Read a white paper.
    WhitePaper,
    /// Read what an analyst wrote.
    AnalystReport,
    /// Took part in a webinar.
    Webinar,
    /// Watched or asked for a demo.
    Demo,
    /// Compared ways to do it.
    Comparison,
    /// Read about another customer.
    CaseStudy,
    /// Looked at prices.
    PricingPage,
    /// Opened the business case.
    RoiCase,
    /// Came to an event.
    Event,
    /// Asked something.
    Question,
    /// Read or wrote a review.
    Review,
    /// Said something in public.
    Post,
    /// Used the product.
    ProductUse,
}

impl SignalKind {
    /// All kinds, roughly in the order of the journey.
    pub const ALL: [Self; 15] = [
        Self::Visit,
        Self::Search,
        Self::WhitePaper,
        Self::AnalystReport,
        Self::Webinar,
        Self::Demo,
        Self::Comparison,
        Self::CaseStudy,
        Self::PricingPage,
        Self::RoiCase,
        Self::Event,
        Self::Question,
        Self::Review,
        Self::Post,
        Self::ProductUse,
    ];

    /// The key in tables, files and addresses.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Visit => "visit",
            Self::Search => "search",
            Self::WhitePaper => "white_paper",
            Self::AnalystReport => "analyst_report",
            Self::Webinar => "webinar",
            Self::Demo => "demo",
            Self::Comparison => "comparison",
            Self::CaseStudy => "case_study",
            Self::PricingPage => "pricing_page",
            Self::RoiCase => "roi_case",
            Self::Event => "event",
            Self::Question => "question",
            Self::Review => "review",
            Self::Post => "post",
            Self::ProductUse => "product_use",
        }
    }

    /// The kind with this key.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }
}

/// Who speaks where a signal comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum SourceType {
    /// We do: on our pages, in our mails, in our product.
    OwnPages,
    /// A place where everybody is found: a search engine, a fair.
    ThirdParty,
    /// An industry analyst.
    Analyst,
    /// Somebody in the buyer's place.
    Peer,
    /// A publication of the trade.
    TradePublication,
    /// Somebody who is paid for advice.
    Consultant,
    /// Many who talk with each other.
    Community,
    /// Somebody else who sells.
    Vendor,
    /// Somebody who sells for us.
    Partner,
}

impl SourceType {
    /// All types.
    pub const ALL: [Self; 9] = [
        Self::OwnPages,
        Self::ThirdParty,
        Self::Analyst,
        Self::Peer,
        Self::TradePublication,
        Self::Consultant,
        Self::Community,
        Self::Vendor,
        Self::Partner,
    ];

    /// The key in tables, files and addresses.
    pub const fn key(self) -> &'static str {
        match self {
            Self::OwnPages => "own_pages",
            Self::ThirdParty => "third_party",
            Self::Analyst => "analyst",
            Self::Peer => "peer",
            Self::TradePublication => "trade_publication",
            Self::Consultant => "consultant",
            Self::Community => "community",
            Self::Vendor => "vendor",
            Self::Partner => "partner",
        }
    }

    /// The type with this key.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|source| source.key() == key)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_leads_back_to_its_type_and_is_what_serde_writes() {
        for source in SourceType::ALL {
            assert_eq!(SourceType::from_key(source.key()), Some(source));
            assert_eq!(serde_json::to_value(source).unwrap(), source.key());
        }
    }

    #[test]
    fn a_key_leads_back_to_its_kind_and_is_what_serde_writes() {
        for kind in SignalKind::ALL {
            assert_eq!(SignalKind::from_key(kind.key()), Some(kind));
            assert_eq!(serde_json::to_value(kind).unwrap(), kind.key());
        }
    }
}
