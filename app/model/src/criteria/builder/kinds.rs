//! What can be added to a rule, and how each of them begins: as a rule that may stand.

use super::About;
use crate::{
    Department,
    criteria::{
        AmountLimit, Condition, ContactCount, Criterion, DealAmount, DealCount, LeadTest, Limit, PainTest, SignalCount,
        StageTest, TextTest, TouchCount, TriggerTest,
    },
};

/// A kind of condition.
#[derive(Debug, Clone, Copy)]
pub struct Kind {
    /// The key in forms.
    pub key: &'static str,
    /// What people read.
    pub name: &'static str,
    new: fn(About<'_>) -> Condition,
}

/// The kinds of conditions, what is asked most first.
pub const KINDS: [Kind; 17] = [
    Kind {
        key: "signals",
        name: "Signals: what the buyer did",
        new: |_| {
            Condition::Signals(SignalCount {
                count: Limit::at_least(1),
                ..SignalCount::default()
            })
        },
    },
    Kind {
        key: "touches",
        name: "Touches: what we did",
        new: |_| {
            Condition::Touches(TouchCount {
                count: Limit::at_least(1),
                ..TouchCount::default()
            })
        },
    },
    Kind {
        key: "contacts",
        name: "Contacts",
        new: |_| {
            Condition::Contacts(ContactCount {
                roles: None,
                count: Limit::at_least(1),
            })
        },
    },
    Kind {
        key: "deals",
        name: "Deals",
        new: |_| {
            Condition::Deals(DealCount {
                count: Limit::at_least(1),
                ..DealCount::default()
            })
        },
    },
    Kind {
        key: "deal_amount",
        name: "What deals are worth",
        new: |about| {
            Condition::DealAmount(DealAmount {
                amount: one_unit(about),
                ..DealAmount::default()
            })
        },
    },
    Kind {
        key: "leads",
        name: "Leads of the legs",
        new: |_| {
            Condition::Leads(LeadTest {
                legs: Department::ALL.to_vec(),
                named: true,
            })
        },
    },
    Kind {
        key: "employees",
        name: "Employees",
        new: |_| Condition::Employees(Limit::at_least(1)),
    },
    Kind {
        key: "annual_revenue",
        name: "Annual revenue",
        new: |about| Condition::AnnualRevenue(one_unit(about)),
    },
    Kind {
        key: "industry",
        name: "Industry",
        new: |_| Condition::Industry(TextTest::Known),
    },
    Kind {
        key: "country",
        name: "Country",
        new: |_| Condition::Country(TextTest::Known),
    },
    Kind {
        key: "city",
        name: "City",
        new: |_| Condition::City(TextTest::Known),
    },
    Kind {
        key: "stage",
        name: "Where it stands",
        new: |about| {
            let first = about.stages.first().map(|(key, _)| key.clone());
            Condition::Stage(StageTest {
                one_of: first.into_iter().collect(),
            })
        },
    },
    Kind {
        key: "days_in_stage",
        name: "Days in its stage",
        new: |_| Condition::DaysInStage(Limit::at_least(1)),
    },
    Kind {
        key: "pain",
        name: "Evidence of a pain",
        new: |_| Condition::Pain(PainTest::default()),
    },
    Kind {
        key: "trigger",
        name: "An unexpired trigger",
        new: |_| Condition::Trigger(TriggerTest::default()),
    },
    Kind {
        key: "fit",
        name: "Fit score",
        new: |_| Condition::Fit(Limit::at_least(1)),
    },
    Kind {
        key: "engagement",
        name: "Engagement score",
        new: |_| Condition::Engagement(Limit::at_least(1)),
    },
];

/// Keys and names of groups.
pub const GROUPS: [(&str, &str); 3] = [
    ("all", "A group: all of these"),
    ("any", "A group: one of these"),
    ("not", "Not: the opposite of a condition"),
];

fn one_unit(about: About<'_>) -> AmountLimit {
    AmountLimit {
        at_least_minor: Some(about.currency.minor_units()),
        at_most_minor: None,
    }
}

impl Kind {
    /// Whether it makes sense there.
    pub fn fits(&self, about: About<'_>) -> bool {
        match self.key {
            "stage" | "days_in_stage" => !about.stages.is_empty(),
            "pain" => !about.pains.is_empty(),
            "trigger" => !about.crises.is_empty(),
            "fit" | "engagement" => about.scores,
            _ => true,
        }
    }

    /// What a form calls a condition or a group, as it begins; `None` for what does not exist or does not fit.
    pub fn begin(key: &str, about: About<'_>) -> Option<Criterion> {
        let signals = || (KINDS[0].new)(about).into();
        match key {
            "all" => Some(Criterion::All(vec![signals()])),
            "any" => Some(Criterion::Any(vec![signals()])),
            "not" => Some(Criterion::Not(Box::new(signals()))),
            _ => {
                let kind = KINDS.iter().find(|kind| kind.key == key && kind.fits(about))?;
                Some((kind.new)(about).into())
            }
        }
    }
}
