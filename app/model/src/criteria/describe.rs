//! Criteria in plain English.

mod pains;
pub(super) mod words;

use self::words::{decided, list, quantity, role, signal, source, touch};
use super::{
    AmountLimit, Condition, ContactCount, Criterion, LeadTest, Limit, SignalCount, TextTest, TouchCount,
    evaluate::{Found, Row},
};
use crate::{
    Department,
    accounts::deals::DealState,
    values::{Currency, Money},
};

impl Criterion {
    /// The rule as one sentence, without capital and full stop: `at least 3 white papers or demos within 14 days, and no
    /// touch by sales within 7 days`.
    pub fn describe(&self) -> String {
        self.describe_in(None)
    }

    /// The same, with amounts written in a currency instead of in its minor units.
    pub fn describe_in(&self, currency: Option<Currency>) -> String {
        self.sentence(false, false, currency)
    }

    /// What is negated is said the other way round, so that no reader has to turn it in his head.
    fn sentence(&self, negated: bool, inner: bool, currency: Option<Currency>) -> String {
        let (parts, all) = match self {
            Self::Condition(condition) => return condition.describe_in(negated, currency),
            Self::Not(part) => return part.sentence(!negated, inner, currency),
            Self::All(parts) => (parts, !negated),
            Self::Any(parts) => (parts, negated),
        };
        match parts.as_slice() {
            [] if all => "always".to_owned(),
            [] => "never".to_owned(),
            [only] => only.sentence(negated, inner, currency),
            parts => {
                let said: Vec<String> = parts
                    .iter()
                    .map(|part| part.sentence(negated, true, currency))
                    .collect();
                let joined = joined(&said, if all { "and" } else { "or" });
                if inner { ["(", &joined, ")"].concat() } else { joined }
            }
        }
    }
}

/// Clauses one after the other: `a, b, and c`.
fn joined(said: &[String], word: &str) -> String {
    match said.split_last() {
        Some((last, before)) if !before.is_empty() => [&before.join(", "), ", ", word, " ", last].concat(),
        Some((only, _)) => only.clone(),
        None => String::new(),
    }
}

impl Condition {
    /// What is asked, or with `negated` its opposite, in words.
    pub fn describe_in(&self, negated: bool, currency: Option<Currency>) -> String {
        match self {
            Self::Industry(test) => text("the industry", test, negated),
            Self::Country(test) => text("the country", test, negated),
            Self::City(test) => text("the city", test, negated),
            Self::Employees(limit) => {
                let many = quantity(*limit, negated, "employee", "employees");
                if negated { many + " or an unknown number" } else { many }
            }
            Self::AnnualRevenue(limit) => {
                let much = amount(*limit, negated, currency);
                let unknown = if negated { " or unknown" } else { "" };
                ["an annual revenue of ", &much, unknown].concat()
            }
            Self::Leads(test) => leads(test, negated),
            Self::Signals(asked) => signals(asked, negated),
            Self::Touches(asked) => touches(asked, negated),
            Self::Contacts(asked) => contacts(asked, negated),
            Self::Deals(asked) => {
                let (one, many) = deal_noun(asked.state);
                let which = deals_since(asked.state, asked.within_days);
                quantity(asked.count, negated, one, many) + &which
            }
            Self::DealAmount(asked) => {
                let (_, many) = deal_noun(asked.state);
                let which = deals_since(asked.state, asked.within_days);
                let much = amount(asked.amount, negated, currency);
                [many, &which, " worth ", &much, " together"].concat()
            }
            Self::Stage(test) => {
                let stages: Vec<String> = test.one_of.iter().map(|key| plain(key)).collect();
                let not = if negated { "not " } else { "" };
                [not, "standing in ", &list(&stages, "or")].concat()
            }
            Self::DaysInStage(limit) => quantity(*limit, negated, "day", "days") + " in its stage",
            Self::Pain(asked) => pains::pain(asked, negated),
            Self::Trigger(asked) => pains::trigger(asked, negated),
            Self::Fit(limit) => points("a fit score of ", *limit, negated),
            Self::Engagement(limit) => points("an engagement score of ", *limit, negated),
        }
    }
}

impl Condition {
    /// One row of those that it counts, in words; what it asks where it counts no rows.
    pub(crate) fn describe_each(&self) -> String {
        let each = |nouns: (String, String)| "each ".to_owned() + &nouns.0;
        match self {
            Self::Signals(asked) => signals_which(asked, each(signal_nouns(asked))),
            Self::Touches(asked) => touches_which(asked, each(touch_nouns(asked))),
            Self::Contacts(asked) => each(contact_nouns(asked)),
            other => other.describe_in(false, None),
        }
    }
}

fn text(of: &str, test: &TextTest, negated: bool) -> String {
    let (is, said) = match (test, negated) {
        (TextTest::Known, false) => (" is known", String::new()),
        (TextTest::Known, true) => (" is not known", String::new()),
        (TextTest::OneOf(texts), false) => (" is ", list(texts, "or")),
        (TextTest::OneOf(texts), true) => (" is not ", list(texts, "or")),
        (TextTest::Contains(part), false) => (" contains ", quoted(part)),
        (TextTest::Contains(part), true) => (" does not contain ", quoted(part)),
    };
    [of, is, &said].concat()
}

fn quoted(text: &str) -> String {
    ["\u{201c}", text, "\u{201d}"].concat()
}

fn money(minor: i64, currency: Option<Currency>) -> String {
    match currency {
        Some(currency) => [&Money::new(minor, currency).decimal(), " ", currency.code()].concat(),
        None => minor.to_string() + " minor units",
    }
}

fn amount(limit: AmountLimit, negated: bool, currency: Option<Currency>) -> String {
    range(
        (limit.at_least_minor, limit.at_most_minor),
        negated,
        "amount",
        |minor| money(minor, currency),
    )
}

fn points(of: &str, limit: Limit, negated: bool) -> String {
    let limits = (limit.at_least.map(i64::from), limit.at_most.map(i64::from));
    let unknown = if negated { " or none" } else { "" };
    [
        of,
        &range(limits, negated, "number", |points| points.to_string()),
        unknown,
    ]
    .concat()
}

/// From the one to the other, or the opposite of that.
fn range(limits: (Option<i64>, Option<i64>), negated: bool, noun: &str, say: impl Fn(i64) -> String) -> String {
    match (limits.0, limits.1, negated) {
        (Some(least), None, false) => "at least ".to_owned() + &say(least),
        (Some(least), None, true) => "less than ".to_owned() + &say(least),
        (None, Some(most), false) => "at most ".to_owned() + &say(most),
        (None, Some(most), true) => "more than ".to_owned() + &say(most),
        (Some(least), Some(most), false) => [&say(least), " to ", &say(most)].concat(),
        (Some(least), Some(most), true) => ["less than ", &say(least), " or more than ", &say(most)].concat(),
        (None, None, false) => "any ".to_owned() + noun,
        (None, None, true) => ["no ", noun, " at all"].concat(),
    }
}

fn leads(test: &LeadTest, negated: bool) -> String {
    let legs: Vec<&str> = test.legs.iter().map(|leg| leg.key()).collect();
    match (test.named, negated) {
        (true, false) => "a lead for ".to_owned() + &list(&legs, "and"),
        (true, true) => "a missing lead for ".to_owned() + &list(&legs, "or"),
        (false, false) => "no lead for ".to_owned() + &list(&legs, "or"),
        (false, true) => "a lead for ".to_owned() + &list(&legs, "or"),
    }
}

fn within(days: Option<u16>) -> String {
    match days {
        None => String::new(),
        Some(1) => " within 1 day".to_owned(),
        Some(days) => [" within ", &days.to_string(), " days"].concat(),
    }
}

/// Nouns for one and for several of any of these.
fn nouns<T>(kinds: Option<&Vec<T>>, word: impl Fn(&T) -> (&'static str, &'static str)) -> Option<(String, String)> {
    let (one, many): (Vec<_>, Vec<_>) = kinds?.iter().map(word).unzip();
    Some((list(&one, "or"), list(&many, "or")))
}

fn signals(asked: &SignalCount, negated: bool) -> String {
    let (one, many) = signal_nouns(asked);
    signals_which(asked, quantity(asked.count, negated, &one, &many))
}

fn signal_nouns(asked: &SignalCount) -> (String, String) {
    nouns(asked.kinds.as_ref(), |kind| signal(*kind)).unwrap_or_else(|| ("signal".to_owned(), "signals".to_owned()))
}

fn signals_which(asked: &SignalCount, mut said: String) -> String {
    if let Some(topic) = &asked.topic {
        said = [&said, " about ", &quoted(topic)].concat();
    }
    if let Some(sources) = &asked.sources {
        let sources: Vec<&str> = sources.iter().map(|kind| source(*kind)).collect();
        said = [&said, " from ", &list(&sources, "or")].concat();
    }
    said + &within(asked.within_days)
}

fn touches(asked: &TouchCount, negated: bool) -> String {
    let (one, many) = touch_nouns(asked);
    touches_which(asked, quantity(asked.count, negated, &one, &many))
}

fn touch_nouns(asked: &TouchCount) -> (String, String) {
    nouns(asked.kinds.as_ref(), |kind| touch(*kind)).unwrap_or_else(|| ("touch".to_owned(), "touches".to_owned()))
}

fn touches_which(asked: &TouchCount, mut said: String) -> String {
    if let Some(legs) = &asked.legs {
        let legs: Vec<&str> = legs.iter().map(|leg: &Department| leg.key()).collect();
        said = [&said, " by ", &list(&legs, "or")].concat();
    }
    said + &within(asked.within_days)
}

fn contact_nouns(asked: &ContactCount) -> (String, String) {
    nouns(asked.roles.as_ref(), |kind| role(*kind)).unwrap_or_else(|| ("contact".to_owned(), "contacts".to_owned()))
}

fn contacts(asked: &ContactCount, negated: bool) -> String {
    let (one, many) = contact_nouns(asked);
    quantity(asked.count, negated, &one, &many)
}

const fn deal_noun(state: Option<DealState>) -> (&'static str, &'static str) {
    match state {
        None => ("deal", "deals"),
        Some(DealState::Open) => ("open deal", "open deals"),
        Some(DealState::Won) => ("deal won", "deals won"),
        Some(DealState::Lost) => ("deal lost", "deals lost"),
    }
}

/// A deal is won within some days, but opened within them where it is open.
fn deals_since(state: Option<DealState>, within_days: Option<u16>) -> String {
    let how = match (state, within_days) {
        (_, None) | (Some(DealState::Won | DealState::Lost), _) => "",
        (Some(DealState::Open), _) => " opened",
        (None, _) => " opened or decided",
    };
    how.to_owned() + &within(within_days)
}

/// What was found, in words.
pub(crate) fn describe_found(found: Found<'_>, currency: Option<Currency>) -> String {
    match found {
        Found::Unknown => "not known".to_owned(),
        Found::Text(text) => text.to_owned(),
        Found::Minor(minor) => money(minor, currency),
        Found::Leads(led, asked) => [&led.to_string(), " of ", &asked.to_string()].concat(),
        Found::Count(0) => "none".to_owned(),
        Found::Number(many) | Found::Count(many) => many.to_string(),
        Found::Days(days) => day_count(days),
        Found::Stage(key) => plain(key),
        Found::Severity(severity) => "severity ".to_owned() + &severity.to_string(),
        Found::NotUrgent(severity) => format!("severity {severity}, and no trigger makes it urgent"),
        Found::Until(until) => "until ".to_owned() + &until.date_naive().to_string(),
        Found::Points(points) => points.to_string() + if points == 1 { " point" } else { " points" },
    }
}

/// A key as people read it.
fn plain(key: &str) -> String {
    key.replace('_', " ")
}

fn day_count(days: u32) -> String {
    if days == 1 {
        "1 day".to_owned()
    } else {
        days.to_string() + " days"
    }
}

/// What a counted row is, in words.
pub(crate) fn describe_row(row: Row<'_>) -> String {
    match row {
        Row::Signal(fact) => match &fact.topic {
            Some(topic) => [signal(fact.kind).0, ": ", topic].concat(),
            None => signal(fact.kind).0.to_owned(),
        },
        Row::Touch(fact) => [touch(fact.kind).0, " by ", fact.leg.key()].concat(),
        Row::Contact(fact) => fact.role.map_or("contact", |kind| role(kind).0).to_owned(),
        Row::Deal(_, state, _) => decided(state).to_owned(),
        Row::Evidence(fact) => pains::evidence(fact),
        Row::Trigger(fact) => [&plain(&fact.crisis), ", until ", &fact.until.date_naive().to_string()].concat(),
        Row::Points(row, _) => pains::points(row),
    }
}
