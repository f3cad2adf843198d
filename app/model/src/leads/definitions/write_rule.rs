//! A score of a draft gets another rule, or one of its rules becomes another one.

use serde::{Deserialize, Serialize};

use crate::{
    Access, Complaint, FieldErrors, Kind, Operation,
    agreements::Standing,
    criteria::{Criterion, builder::Typed},
    keyed,
    leads::scores::{Decay, Given, Score, ScoreRule, ScoreRuleKey},
    values::{Version, ids::AgreementVersionId},
};

/// Where the condition stands in a form about a rule.
pub const GIVEN: &str = "given";

keyed! {
    /// How often points are given.
    Per {
        /// Once, as long as the condition holds.
        Once = "once", "Once, as long as it holds";
        /// For each of what the condition counts.
        Each = "each", "For each signal, touch or contact that it counts";
    }
}

keyed! {
    /// In which way points are lost with time.
    Fading {
        /// Half of them every so many days.
        HalfLife = "half_life", "Half of them every so many days";
        /// All of them within so many days.
        Linear = "linear", "All of them, evenly within so many days";
    }
}

/// Writes one rule of a score. A new one stands behind all others, under a key that is made of its name.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct WriteScoreRule {
    /// Which draft.
    pub version: AgreementVersionId,
    /// The edition that the person was looking at.
    pub seen: Version,
    /// Of which score.
    pub score: Score,
    /// Which rule; none for a new one.
    #[serde(default)]
    pub key: Option<ScoreRuleKey>,
    /// What people call it.
    pub name: String,
    /// How many points; below nought where it speaks against the lead.
    pub points: i32,
    /// How often they are given.
    pub per: Per,
    /// More than this it never gives, or takes, in total.
    #[serde(default)]
    pub most: Option<u32>,
    /// In which way they are lost with time; they stay unless it is said.
    #[serde(default)]
    pub decay: Option<Fading>,
    /// In how many days.
    #[serde(default)]
    pub decay_days: Option<u16>,
    /// The condition that the form was built of, in JSON; nothing where there was none.
    #[serde(default)]
    pub rule: Option<String>,
    /// The step and the path of the row that it is about: `remove given.all.1`. Unless said only what was typed is stored.
    #[serde(default)]
    pub step: Option<String>,
    /// The fields of the conditions, and `{path}.add` for what a row is to get.
    #[serde(flatten)]
    pub typed: Typed,
}

/// A rule as it was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WrittenScoreRule {
    /// Its key.
    pub key: ScoreRuleKey,
    /// Where the draft stands.
    pub standing: Standing,
}

impl Per {
    /// How often a rule gives points.
    pub const fn of(given: &Given) -> Self {
        match given {
            Given::WhileHolds(_) => Self::Once,
            Given::ForEach(_) => Self::Each,
        }
    }
}

impl Fading {
    /// In which way points are lost.
    pub const fn of(decay: Decay) -> Self {
        match decay {
            Decay::HalfLife(_) => Self::HalfLife,
            Decay::Linear(_) => Self::Linear,
        }
    }

    const fn within(self, days: u16) -> Decay {
        match self {
            Self::HalfLife => Decay::HalfLife(days),
            Self::Linear => Decay::Linear(days),
        }
    }
}

impl WriteScoreRule {
    /// The rule that it says about this condition, under this key.
    pub fn said(&self, key: ScoreRuleKey, condition: Option<Criterion>) -> Result<ScoreRule, FieldErrors> {
        let given = match (self.per, condition) {
            // The first condition is added by the button beside it.
            (_, None) => return Err(FieldErrors::of(&[GIVEN, ".add"].concat(), Complaint::Required)),
            (Per::Once, Some(criterion)) => Given::WhileHolds(criterion),
            (Per::Each, Some(Criterion::Condition(condition))) => Given::ForEach(condition),
            (Per::Each, Some(_)) => return Err(FieldErrors::of("per", Complaint::NotCounted)),
        };
        let decay = self.decay.zip(self.decay_days);
        Ok(ScoreRule {
            key,
            name: self.name.trim().to_owned(),
            given,
            points: self.points,
            at_most: self.most,
            decay: decay.map(|(fading, days)| fading.within(days)),
        })
    }
}

impl Operation for WriteScoreRule {
    type Output = WrittenScoreRule;
    const NAME: &'static str = "leads.definitions.write_rule";
    const KIND: Kind = Kind::Command;
    const ACCESS: Access = Access::Managers;

    /// Half a decay is none: it would be dropped without a word.
    fn check(&self) -> Result<(), FieldErrors> {
        let (way, days) = (self.decay.is_some(), self.decay_days.is_some());
        FieldErrors::none()
            .unless(days || !way, "decay_days", Complaint::Required)
            .unless(way || !days, "decay", Complaint::Required)
            .into_result()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        criteria::{Condition, Limit, TextTest},
        form::decode,
    };

    const WHOLE: &str =
        "version=019cadc6-9a80-7000-8000-000000000003&seen=1&score=fit&key=&name=Large&points=-5&per=once";

    fn key() -> ScoreRuleKey {
        "large".parse().unwrap()
    }

    #[test]
    fn a_form_says_a_whole_rule() {
        let sent = format!("{WHOLE}&most=20&decay=half_life&decay_days=30&step=&given.condition.country.test=known");
        let said = decode::<WriteScoreRule>(&sent).unwrap();
        assert!(said.key.is_none() && said.step.is_none(), "{said:?}");
        let country = Criterion::from(Condition::Country(TextTest::Known));
        let rule = said.said(key(), Some(country.clone())).unwrap();
        assert_eq!((rule.points, rule.at_most), (-5, Some(20)));
        assert_eq!(rule.decay, Some(Decay::HalfLife(30)));
        assert_eq!(rule.given, Given::WhileHolds(country));
    }

    #[test]
    fn what_is_said_by_half_is_asked_for() {
        let fields = |sent: &str| {
            let errors = decode::<WriteScoreRule>(sent).unwrap_err();
            errors.iter().map(|(field, _)| field.to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(fields(&[WHOLE, "&decay=linear"].concat()), ["decay_days"]);
        assert_eq!(fields(&[WHOLE, "&decay_days=6"].concat()), ["decay"]);
        let said = decode::<WriteScoreRule>(WHOLE).unwrap();
        let missing = FieldErrors::of("given.add", Complaint::Required);
        assert_eq!(said.said(key(), None), Err(missing));
    }

    #[test]
    fn what_is_given_for_each_counts_one_thing() {
        let said = decode::<WriteScoreRule>(&WHOLE.replace("once", "each")).unwrap();
        let large = Criterion::from(Condition::Employees(Limit::at_least(500)));
        let group = Criterion::All(vec![large]);
        let refused = FieldErrors::of("per", Complaint::NotCounted);
        assert_eq!(said.said(key(), Some(group)), Err(refused));
    }
}
