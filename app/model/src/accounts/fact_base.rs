//! The fact base: what the departments know of an account, each with its source, its day and how sure it is.
//!
//! Nobody overwrites another department. Facts about one topic that contradict each other stand side by side until
//! somebody says which one holds.

pub mod list;
pub mod settle;
pub mod state;
pub mod unsettle;
pub mod withdraw;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::Lead;
use crate::{
    Department,
    claims::{Claim, side_by_side},
    keyed,
    values::ids::{AccountId, KnownFactId},
};

keyed! {
    /// How sure a department is of a fact.
    Confidence {
        /// Seen or heard at first hand.
        Sure = "sure", "Sure";
        /// There are signs of it.
        Likely = "likely", "Likely";
        /// Somebody thinks so.
        Guess = "guess", "A guess";
    }
}

/// What one department knows about one topic.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct KnownFact {
    /// Which one.
    pub id: KnownFactId,
    /// Of which account.
    pub account: AccountId,
    /// What it is about: “Plants in Europe”.
    pub topic: String,
    /// What is known: “4”.
    pub value: String,
    /// Which department says so.
    pub department: Department,
    /// How sure it is.
    pub confidence: Confidence,
    /// On which day it was so.
    pub known_on: NaiveDate,
    /// Who wrote it down.
    pub author: Option<Lead>,
    /// When it was written down.
    pub stated_at: DateTime<Utc>,
    /// Whether somebody said that this one holds against others.
    pub settled: bool,
}

/// Everything that stands about one topic.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Topic {
    /// What it is about.
    pub topic: String,
    /// What the departments say, the newest first; never empty.
    pub facts: Vec<KnownFact>,
    /// Whether they contradict each other.
    pub contradicts: bool,
}

/// By which topics and values are compared: upper and lower case and blanks make no difference.
pub fn compared_by(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

impl Claim for KnownFact {
    type About = String;

    fn about(&self) -> String {
        compared_by(&self.topic)
    }

    fn stated(&self) -> (DateTime<Utc>, Uuid) {
        (self.stated_at, self.id.0)
    }

    fn contradicts(&self, other: &Self) -> bool {
        compared_by(&self.value) != compared_by(&other.value)
    }
}

/// Facts by topic: those that wait for a decision first, then by name.
pub fn by_topic(facts: Vec<KnownFact>) -> Vec<Topic> {
    let topics = side_by_side(facts).into_iter().map(|claims| Topic {
        topic: claims.all.first().map(|fact| fact.topic.clone()).unwrap_or_default(),
        contradicts: claims.contradict,
        facts: claims.all,
    });
    topics.collect()
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;
    use proptest::prelude::*;

    use super::*;

    fn fact(number: u128, topic: &str, value: &str) -> KnownFact {
        KnownFact {
            id: KnownFactId(Uuid::from_u128(number)),
            account: AccountId(Uuid::from_u128(1)),
            topic: topic.to_owned(),
            value: value.to_owned(),
            department: Department::Sales,
            confidence: Confidence::Likely,
            known_on: NaiveDate::default(),
            author: None,
            stated_at: DateTime::UNIX_EPOCH + TimeDelta::hours(i64::try_from(number).unwrap()),
            settled: false,
        }
    }

    #[test]
    fn what_contradicts_comes_first_and_stands_side_by_side() {
        let topics = by_topic(vec![
            fact(1, "Budget year", "April"),
            fact(2, "Plants", "4"),
            fact(3, "plants ", "5"),
            fact(4, "BUDGET  year", "april"),
        ]);
        let told: Vec<_> = topics
            .iter()
            .map(|topic| (topic.topic.trim(), topic.contradicts, topic.facts.len()))
            .collect();
        assert_eq!(told, [("plants", true, 2), ("BUDGET  year", false, 2)]);
    }

    proptest! {
        #[test]
        fn every_fact_stands_in_one_topic(facts in proptest::collection::vec(("[aA ]{1,3}", "[xy]"), 0..20)) {
            let facts: Vec<_> = facts
                .iter()
                .enumerate()
                .map(|(number, (topic, value))| fact(number as u128, topic, value))
                .collect();
            let topics = by_topic(facts.clone());
            let mut ids: Vec<_> = topics.iter().flat_map(|topic| topic.facts.iter().map(|fact| fact.id)).collect();
            ids.sort();
            prop_assert_eq!(ids, facts.iter().map(|fact| fact.id).collect::<Vec<_>>());
            for topic in topics {
                let values: std::collections::BTreeSet<_> =
                    topic.facts.iter().map(|fact| compared_by(&fact.value)).collect();
                prop_assert_eq!(topic.contradicts, values.len() > 1);
            }
        }
    }
}
