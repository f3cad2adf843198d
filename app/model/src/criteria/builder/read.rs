//! From the fields of the form to the rule.

use std::{collections::BTreeMap, str::FromStr};

use serde::{Deserialize, Serialize, de::DeserializeOwned};

use super::About;
use crate::{
    Complaint, FieldErrors,
    accounts::deals::DealState,
    criteria::{
        AmountLimit, Condition, ContactCount, Criterion, DealAmount, DealCount, LeadTest, Limit, PainTest, SignalCount,
        StageTest, TextTest, TouchCount, TriggerTest,
    },
    reading,
    values::Amount,
};

/// What was answered in one field: most are answered once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Texts {
    /// One text.
    One(String),
    /// Several, such as ticked boxes.
    Several(Vec<String>),
}

/// All fields of a form by their names. Empty ones are not there.
pub type Typed = BTreeMap<String, Texts>;

impl Criterion {
    /// The rule with the fields of its conditions as they were typed. Complaints are about what cannot be read at all;
    /// whether the rule may stand is asked afterwards.
    pub fn typed_over(self, path: &str, typed: &Typed, about: About<'_>) -> Result<Self, FieldErrors> {
        let mut reader = Reader {
            typed,
            about,
            errors: FieldErrors::none(),
        };
        let rule = reader.criterion(self, path);
        reader.errors.into_result().map(|()| rule)
    }
}

struct Reader<'a> {
    typed: &'a Typed,
    about: About<'a>,
    errors: FieldErrors,
}

impl Reader<'_> {
    fn criterion(&mut self, criterion: Criterion, path: &str) -> Criterion {
        let mut each = |parts: Vec<Criterion>, group: &str| -> Vec<Criterion> {
            let placed = parts.into_iter().enumerate();
            placed
                .map(|(place, part)| self.criterion(part, &format!("{path}.{group}.{place}")))
                .collect()
        };
        match criterion {
            Criterion::All(parts) => Criterion::All(each(parts, "all")),
            Criterion::Any(parts) => Criterion::Any(each(parts, "any")),
            Criterion::Not(part) => Criterion::Not(Box::new(self.criterion(*part, &[path, ".not"].concat()))),
            Criterion::Condition(condition) => {
                let at = [path, ".condition.", condition.key(), "."].concat();
                Criterion::Condition(self.condition(&condition, &at))
            }
        }
    }

    fn condition(&mut self, condition: &Condition, at: &str) -> Condition {
        let at = |name: &str| [at, name].concat();
        match condition {
            Condition::Industry(_) => Condition::Industry(self.text_test(&at)),
            Condition::Country(_) => Condition::Country(self.text_test(&at)),
            Condition::City(_) => Condition::City(self.text_test(&at)),
            Condition::Employees(_) => Condition::Employees(self.limit(&at, "")),
            Condition::AnnualRevenue(_) => Condition::AnnualRevenue(self.amounts(&at, "")),
            Condition::Leads(_) => Condition::Leads(LeadTest {
                legs: self.several(&at("legs")).unwrap_or_default(),
                named: self.line(&at("named")).is_none_or(|named| named == "true"),
            }),
            Condition::Signals(_) => Condition::Signals(SignalCount {
                kinds: self.several(&at("kinds")),
                topic: self.line(&at("topic")),
                sources: self.several(&at("sources")),
                within_days: self.number(&at("within_days"), u16::MAX),
                count: self.limit(&at, "count."),
            }),
            Condition::Touches(_) => Condition::Touches(TouchCount {
                kinds: self.several(&at("kinds")),
                legs: self.several(&at("legs")),
                within_days: self.number(&at("within_days"), u16::MAX),
                count: self.limit(&at, "count."),
            }),
            Condition::Contacts(_) => Condition::Contacts(ContactCount {
                roles: self.several(&at("roles")),
                count: self.limit(&at, "count."),
            }),
            Condition::Deals(_) => Condition::Deals(DealCount {
                state: self.state(&at),
                within_days: self.number(&at("within_days"), u16::MAX),
                count: self.limit(&at, "count."),
            }),
            Condition::DealAmount(_) => Condition::DealAmount(DealAmount {
                state: self.state(&at),
                within_days: self.number(&at("within_days"), u16::MAX),
                amount: self.amounts(&at, "amount."),
            }),
            Condition::Stage(_) => Condition::Stage(StageTest {
                one_of: self.several(&at("one_of")).unwrap_or_default(),
            }),
            Condition::DaysInStage(_) => Condition::DaysInStage(self.limit(&at, "")),
            Condition::Pain(_) => Condition::Pain(PainTest {
                pains: self.several(&at("pains")),
                severity_at_least: self.number(&at("severity_at_least"), u8::MAX),
                sources: self.several(&at("sources")),
                within_days: self.number(&at("within_days"), u16::MAX),
                urgent: self.line(&at("urgent")).is_some_and(|urgent| urgent == "true"),
            }),
            Condition::Trigger(_) => Condition::Trigger(TriggerTest {
                crises: self.several(&at("crises")),
                pains: self.several(&at("pains")),
            }),
            Condition::Fit(_) => Condition::Fit(self.limit(&at, "")),
            Condition::Engagement(_) => Condition::Engagement(self.limit(&at, "")),
        }
    }

    fn line(&self, name: &str) -> Option<String> {
        match self.typed.get(name)? {
            Texts::One(text) => Some(text.trim().to_owned()),
            Texts::Several(texts) => texts.first().map(|text| text.trim().to_owned()),
        }
    }

    /// The chosen answers; `None` where nothing was chosen, which means everything.
    fn several<T: DeserializeOwned>(&mut self, name: &str) -> Option<Vec<T>> {
        let texts = match self.typed.get(name)? {
            Texts::One(text) => std::slice::from_ref(text),
            Texts::Several(texts) => texts,
        };
        let mut chosen = Vec::new();
        for text in texts {
            match reading::from_json(text.as_str().into()) {
                Ok(choice) => chosen.push(choice),
                Err(_) => self.complain(name, Complaint::NotAChoice),
            }
        }
        Some(chosen)
    }

    fn state(&mut self, at: &impl Fn(&str) -> String) -> Option<DealState> {
        self.several(&at("state"))?.pop()
    }

    fn number<T: TryFrom<i64> + FromStr>(&mut self, name: &str, most: impl Into<i64>) -> Option<T> {
        let text = self.line(name)?;
        let Ok(number) = text.parse::<i64>() else {
            self.complain(name, Complaint::NotANumber);
            return None;
        };
        let read = T::try_from(number).ok();
        if read.is_none() {
            let complaint = if number < 0 {
                Complaint::AtLeast(0)
            } else {
                Complaint::AtMost(most.into())
            };
            self.complain(name, complaint);
        }
        read
    }

    fn limit(&mut self, at: &impl Fn(&str) -> String, inside: &str) -> Limit {
        Limit {
            at_least: self.number(&at(&[inside, "at_least"].concat()), u32::MAX),
            at_most: self.number(&at(&[inside, "at_most"].concat()), u32::MAX),
        }
    }

    fn amounts(&mut self, at: &impl Fn(&str) -> String, inside: &str) -> AmountLimit {
        AmountLimit {
            at_least_minor: self.amount(&at(&[inside, "at_least_minor"].concat())),
            at_most_minor: self.amount(&at(&[inside, "at_most_minor"].concat())),
        }
    }

    fn amount(&mut self, name: &str) -> Option<i64> {
        let text = self.line(name)?;
        let minor = text
            .parse::<Amount>()
            .and_then(|amount| amount.in_minor(self.about.currency));
        minor.map_err(|complaint| self.complain(name, complaint)).ok()
    }

    fn text_test(&self, at: &impl Fn(&str) -> String) -> TextTest {
        let texts = self.line(&at("texts")).unwrap_or_default();
        let lines = texts.lines().map(str::trim).filter(|line| !line.is_empty());
        match self.line(&at("test")).as_deref() {
            Some("one_of") => TextTest::OneOf(lines.map(str::to_owned).collect()),
            Some("contains") => TextTest::Contains(texts),
            _ => TextTest::Known,
        }
    }

    fn complain(&mut self, name: &str, complaint: Complaint) {
        self.errors = std::mem::take(&mut self.errors).and(name, complaint);
    }
}
