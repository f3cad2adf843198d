//! Which rules are refused: as a whole, with each bad place named by its path, such as
//! `all.1.condition.signals.within_days`.

use super::{AmountLimit, Condition, Criterion, Limit, TextTest};
use crate::{
    Complaint, FieldErrors,
    leads::{pains::evidence::Severity, scores::MOST_POINTS},
    values::Money,
};

/// The longest window, in days.
pub const MOST_DAYS: u16 = 3_650;
/// The largest number of rows that a rule may ask for.
pub const MOST_ROWS: u32 = 10_000;
/// The largest number of other things: people who work there, days in a stage.
const MOST: u32 = 100_000_000;
/// How deep groups may stand in groups.
pub const MOST_DEPTH: usize = 8;
/// How many conditions one rule may have.
pub const MOST_CONDITIONS: usize = 100;
/// How many characters a text in a rule may have.
pub const MOST_TEXT: u32 = 160;
/// How many choices one condition may list.
const MOST_CHOICES: u32 = 50;

impl Criterion {
    /// Refuses a bad rule as a whole; complaints stand at the path of what is wrong.
    pub fn check(&self) -> Result<(), FieldErrors> {
        self.check_at("")
    }

    /// The same, for a rule that stands in something else at this path.
    pub fn check_at(&self, path: &str) -> Result<(), FieldErrors> {
        let mut check = Check {
            errors: FieldErrors::none(),
            conditions: 0,
        };
        check.criterion(self, path, 1);
        if check.conditions > MOST_CONDITIONS {
            let most = i64::try_from(MOST_CONDITIONS).unwrap_or(i64::MAX);
            check.complain(&inside(path, "conditions"), Complaint::AtMost(most));
        }
        check.errors.into_result()
    }
}

struct Check {
    errors: FieldErrors,
    conditions: usize,
}

fn inside(path: &str, name: &str) -> String {
    if path.is_empty() {
        name.to_owned()
    } else {
        [path, ".", name].concat()
    }
}

impl Check {
    fn complain(&mut self, path: &str, complaint: Complaint) {
        self.errors = std::mem::take(&mut self.errors).and(path, complaint);
    }

    fn criterion(&mut self, criterion: &Criterion, path: &str, depth: usize) {
        if depth > MOST_DEPTH {
            let most = i64::try_from(MOST_DEPTH).unwrap_or(i64::MAX);
            self.complain(&inside(path, "depth"), Complaint::AtMost(most));
            return;
        }
        match criterion {
            Criterion::All(parts) => self.group(parts, &inside(path, "all"), depth),
            Criterion::Any(parts) => self.group(parts, &inside(path, "any"), depth),
            Criterion::Not(part) => self.criterion(part, &inside(path, "not"), depth + 1),
            Criterion::Condition(condition) => {
                self.conditions += 1;
                self.condition(condition, &inside(path, "condition"));
            }
        }
    }

    /// All of nothing always holds and any of nothing never does: neither is a rule that somebody means.
    fn group(&mut self, parts: &[Criterion], path: &str, depth: usize) {
        if parts.is_empty() {
            self.complain(path, Complaint::Required);
        }
        for (place, part) in parts.iter().enumerate() {
            self.criterion(part, &inside(path, &place.to_string()), depth + 1);
        }
    }

    fn condition(&mut self, condition: &Condition, path: &str) {
        let at = |name: &str| inside(path, name);
        match condition {
            Condition::Industry(test) => self.text_test(test, &at("industry")),
            Condition::Country(test) => self.text_test(test, &at("country")),
            Condition::City(test) => self.text_test(test, &at("city")),
            Condition::Employees(limit) => self.limit(*limit, &at("employees"), MOST),
            Condition::AnnualRevenue(limit) => self.amount(*limit, &at("annual_revenue")),
            Condition::Leads(test) => self.choices(Some(&test.legs), &at("leads.legs")),
            Condition::Signals(asked) => {
                let at = |name: &str| inside(path, &["signals.", name].concat());
                self.choices(asked.kinds.as_ref(), &at("kinds"));
                self.choices(asked.sources.as_ref(), &at("sources"));
                if let Some(topic) = &asked.topic {
                    self.text(topic, &at("topic"));
                }
                self.window(asked.within_days, &at("within_days"));
                self.limit(asked.count, &at("count"), MOST_ROWS);
            }
            Condition::Touches(asked) => {
                let at = |name: &str| inside(path, &["touches.", name].concat());
                self.choices(asked.kinds.as_ref(), &at("kinds"));
                self.choices(asked.legs.as_ref(), &at("legs"));
                self.window(asked.within_days, &at("within_days"));
                self.limit(asked.count, &at("count"), MOST_ROWS);
            }
            Condition::Contacts(asked) => {
                self.choices(asked.roles.as_ref(), &at("contacts.roles"));
                self.limit(asked.count, &at("contacts.count"), MOST_ROWS);
            }
            Condition::Deals(asked) => {
                self.window(asked.within_days, &at("deals.within_days"));
                self.limit(asked.count, &at("deals.count"), MOST_ROWS);
            }
            Condition::DealAmount(asked) => {
                self.window(asked.within_days, &at("deal_amount.within_days"));
                self.amount(asked.amount, &at("deal_amount.amount"));
            }
            Condition::Stage(test) => {
                let path = at("stage.one_of");
                self.choices(Some(&test.one_of), &path);
                self.texts(&test.one_of, &path);
            }
            Condition::DaysInStage(limit) => self.limit(*limit, &at("days_in_stage"), u32::from(MOST_DAYS)),
            Condition::Pain(asked) => {
                let at = |name: &str| inside(path, &["pain.", name].concat());
                self.keys(asked.pains.as_ref(), &at("pains"));
                self.choices(asked.sources.as_ref(), &at("sources"));
                self.window(asked.within_days, &at("within_days"));
                if let Some(Err(complaint)) = asked.severity_at_least.map(Severity::try_from) {
                    self.complain(&at("severity_at_least"), complaint);
                }
            }
            Condition::Trigger(asked) => {
                self.keys(asked.crises.as_ref(), &at("trigger.crises"));
                self.keys(asked.pains.as_ref(), &at("trigger.pains"));
            }
            Condition::Fit(limit) => self.limit(*limit, &at("fit"), MOST_POINTS),
            Condition::Engagement(limit) => self.limit(*limit, &at("engagement"), MOST_POINTS),
        }
    }

    fn keys(&mut self, keys: Option<&Vec<String>>, path: &str) {
        self.choices(keys, path);
        self.texts(keys.map_or(&[], Vec::as_slice), path);
    }

    fn text_test(&mut self, test: &TextTest, path: &str) {
        match test {
            TextTest::Known => {}
            TextTest::OneOf(texts) => {
                let path = inside(path, "one_of");
                self.choices(Some(texts), &path);
                self.texts(texts, &path);
            }
            TextTest::Contains(part) => self.text(part, &inside(path, "contains")),
        }
    }

    fn texts(&mut self, texts: &[String], path: &str) {
        for (place, text) in texts.iter().enumerate() {
            self.text(text, &inside(path, &place.to_string()));
        }
    }

    fn text(&mut self, text: &str, path: &str) {
        if text.trim().is_empty() {
            self.complain(path, Complaint::Required);
        } else if text.chars().any(char::is_control) {
            self.complain(path, Complaint::Unprintable);
        } else if text
            .chars()
            .nth(usize::try_from(MOST_TEXT).unwrap_or(usize::MAX))
            .is_some()
        {
            self.complain(path, Complaint::TooLong(MOST_TEXT));
        }
    }

    /// A list that is there names something: whoever means everything leaves it out.
    fn choices<T>(&mut self, list: Option<&Vec<T>>, path: &str) {
        match list {
            Some(list) if list.is_empty() => self.complain(path, Complaint::Required),
            Some(list) if u32::try_from(list.len()).unwrap_or(u32::MAX) > MOST_CHOICES => {
                self.complain(path, Complaint::AtMost(i64::from(MOST_CHOICES)));
            }
            _ => {}
        }
    }

    fn window(&mut self, days: Option<u16>, path: &str) {
        match days {
            Some(0) => self.complain(path, Complaint::AtLeast(1)),
            Some(days) if days > MOST_DAYS => self.complain(path, Complaint::AtMost(i64::from(MOST_DAYS))),
            _ => {}
        }
    }

    fn limit(&mut self, limit: Limit, path: &str, most: u32) {
        let (least_at, most_at) = (inside(path, "at_least"), inside(path, "at_most"));
        match limit.at_least {
            Some(0) => self.complain(&least_at, Complaint::AtLeast(1)),
            Some(least) if least > most => self.complain(&least_at, Complaint::AtMost(i64::from(most))),
            None if limit.at_most.is_none() => self.complain(path, Complaint::Required),
            _ => {}
        }
        match limit.at_most {
            Some(many) if many > most => self.complain(&most_at, Complaint::AtMost(i64::from(most))),
            Some(many) if limit.at_least.is_some_and(|least| least > many) => {
                let least = limit.at_least.unwrap_or_default();
                self.complain(&most_at, Complaint::AtLeast(i64::from(least)));
            }
            _ => {}
        }
    }

    fn amount(&mut self, limit: AmountLimit, path: &str) {
        let (least_at, most_at) = (inside(path, "at_least_minor"), inside(path, "at_most_minor"));
        match limit.at_least_minor {
            Some(least) if least < 1 => self.complain(&least_at, Complaint::AtLeast(1)),
            Some(least) if least > Money::MOST => self.complain(&least_at, Complaint::AtMost(Money::MOST)),
            None if limit.at_most_minor.is_none() => self.complain(path, Complaint::Required),
            _ => {}
        }
        let least = limit.at_least_minor.unwrap_or(0);
        match limit.at_most_minor {
            Some(most) if most > Money::MOST => self.complain(&most_at, Complaint::AtMost(Money::MOST)),
            Some(most) if most < least => self.complain(&most_at, Complaint::AtLeast(least)),
            _ => {}
        }
    }
}
