//! Nouns, numbers and lists.

use crate::{
    accounts::{
        contacts::BuyingRole,
        deals::DealState,
        signals::{SignalKind, SourceType},
        touches::TouchKind,
    },
    criteria::Limit,
};

/// So many of something, or the opposite of so many.
pub(super) fn quantity(limit: Limit, negated: bool, one: &str, many: &str) -> String {
    let noun = |number: u32| if number == 1 { one } else { many };
    let at_least = |number: u32| ["at least ", &number.to_string(), " ", noun(number)].concat();
    let at_most = |number: u32| match number {
        0 => ["no ", one].concat(),
        _ => ["at most ", &number.to_string(), " ", noun(number)].concat(),
    };
    match (limit.at_least, limit.at_most, negated) {
        (Some(least), None, false) => at_least(least),
        (None, Some(most), true) => at_least(most.saturating_add(1)),
        (None, Some(most), false) => at_most(most),
        (Some(least), None, true) => at_most(least.saturating_sub(1)),
        (Some(least), Some(most), false) if least == most => {
            ["exactly ", &least.to_string(), " ", noun(least)].concat()
        }
        (Some(least), Some(most), false) => [&least.to_string(), " to ", &most.to_string(), " ", noun(most)].concat(),
        (Some(least), Some(most), true) => [
            "fewer than ",
            &least.to_string(),
            " or more than ",
            &most.to_string(),
            " ",
            noun(most),
        ]
        .concat(),
        (None, None, false) => ["any number of ", many].concat(),
        (None, None, true) => ["not any number of ", many].concat(),
    }
}

/// `a, b or c`.
pub(crate) fn list<T: AsRef<str>>(items: &[T], word: &str) -> String {
    let items: Vec<&str> = items.iter().map(AsRef::as_ref).collect();
    match items.split_last() {
        Some((last, before)) if !before.is_empty() => [&before.join(", "), " ", word, " ", last].concat(),
        Some((only, _)) => (*only).to_owned(),
        None => "nothing".to_owned(),
    }
}

/// One signal and several of a kind.
pub(crate) const fn signal(kind: SignalKind) -> (&'static str, &'static str) {
    match kind {
        SignalKind::Visit => ("visit", "visits"),
        SignalKind::Search => ("search", "searches"),
        SignalKind::WhitePaper => ("white paper", "white papers"),
        SignalKind::AnalystReport => ("analyst report", "analyst reports"),
        SignalKind::Webinar => ("webinar", "webinars"),
        SignalKind::Demo => ("demo", "demos"),
        SignalKind::Comparison => ("comparison", "comparisons"),
        SignalKind::CaseStudy => ("case study", "case studies"),
        SignalKind::PricingPage => ("look at prices", "looks at prices"),
        SignalKind::RoiCase => ("business case", "business cases"),
        SignalKind::Event => ("event", "events"),
        SignalKind::Question => ("question", "questions"),
        SignalKind::Review => ("review", "reviews"),
        SignalKind::Post => ("post", "posts"),
        SignalKind::ProductUse => ("use of the product", "uses of the product"),
    }
}

/// Who speaks.
pub(in crate::criteria) const fn source(source: SourceType) -> &'static str {
    match source {
        SourceType::OwnPages => "our own pages",
        SourceType::ThirdParty => "third parties",
        SourceType::Analyst => "analysts",
        SourceType::Peer => "peers",
        SourceType::TradePublication => "trade publications",
        SourceType::Consultant => "consultants",
        SourceType::Community => "communities",
        SourceType::Vendor => "vendors",
        SourceType::Partner => "partners",
    }
}

/// One touch and several of a kind.
pub(in crate::criteria) const fn touch(kind: TouchKind) -> (&'static str, &'static str) {
    match kind {
        TouchKind::Note => ("note", "notes"),
        TouchKind::Call => ("call", "calls"),
        TouchKind::Meeting => ("meeting", "meetings"),
        TouchKind::Mail => ("mail", "mails"),
    }
}

/// One contact and several with a buying role.
pub(in crate::criteria) const fn role(role: BuyingRole) -> (&'static str, &'static str) {
    match role {
        BuyingRole::Champion => ("champion", "champions"),
        BuyingRole::EconomicBuyer => ("economic buyer", "economic buyers"),
        BuyingRole::Evaluator => ("evaluator", "evaluators"),
        BuyingRole::User => ("user", "users"),
        BuyingRole::Blocker => ("blocker", "blockers"),
        BuyingRole::Advisor => ("advisor", "advisors"),
    }
}

/// A deal in a state.
pub(in crate::criteria) const fn decided(state: DealState) -> &'static str {
    match state {
        DealState::Open => "open deal",
        DealState::Won => "deal won",
        DealState::Lost => "deal lost",
    }
}
