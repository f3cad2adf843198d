//! A draft gets another rule, or one of its rules becomes another one.

use serde::{Deserialize, Serialize};

use super::{Counter, Duty, Precondition, Rule, RuleKey, Side, TouchLimit, Trigger};
use crate::{
    Access, Complaint, Department, FieldErrors, Kind, Operation,
    agreements::Standing,
    journey::StageKey,
    values::{Version, ids::AgreementVersionId},
};

/// Writes one rule of a draft. A new one stands behind all others, under a key that is made of its name.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct WriteRule {
    /// Which draft.
    pub version: AgreementVersionId,
    /// The edition that the person was looking at.
    pub seen: Version,
    /// Which rule; none for a new one.
    #[serde(default)]
    pub rule: Option<RuleKey>,
    /// What people call it.
    pub name: String,
    /// In which stages it holds; at least one.
    #[serde(default)]
    pub stages: Vec<StageKey>,
    /// The leg that gives.
    pub giving: Department,
    /// The leg that receives, and owes the duty.
    pub receiving: Department,
    /// What sets it off.
    pub trigger: Trigger,
    /// What the giving leg answers for.
    #[serde(default)]
    pub precondition: Option<Precondition>,
    /// What the receiving leg owes.
    pub duty: Duty,
    /// Within so many hours of business time,
    #[serde(default)]
    pub hours: u16,
    /// and so many minutes.
    #[serde(default)]
    pub minutes: u16,
    /// How often the receiving leg may turn to the buyer
    #[serde(default)]
    pub most: Option<u16>,
    /// within so many days.
    #[serde(default)]
    pub within_days: Option<u16>,
    /// Which leg owes something in return.
    #[serde(default)]
    pub return_by: Option<Side>,
    /// What it owes.
    #[serde(default)]
    pub return_duty: Option<Duty>,
    /// Within so many hours of business time,
    #[serde(default)]
    pub return_hours: u16,
    /// and so many minutes.
    #[serde(default)]
    pub return_minutes: u16,
}

fn minutes(hours: u16, minutes: u16) -> u32 {
    u32::from(hours) * 60 + u32::from(minutes)
}

impl WriteRule {
    /// The rule that it says, under this key.
    pub fn said(self, key: RuleKey) -> Rule {
        let touches = self.most.zip(self.within_days);
        let limit = minutes(self.return_hours, self.return_minutes);
        let counter = self.return_by.zip(self.return_duty).map(|(by, duty)| Counter {
            by,
            duty,
            limit_minutes: limit,
        });
        Rule {
            key,
            name: self.name.trim().to_owned(),
            stages: self.stages,
            giving: self.giving,
            receiving: self.receiving,
            trigger: self.trigger,
            precondition: self.precondition,
            duty: self.duty,
            limit_minutes: minutes(self.hours, self.minutes),
            most_touches: touches.map(|(most, within_days)| TouchLimit { most, within_days }),
            counter,
        }
    }
}

impl Operation for WriteRule {
    type Output = Standing;
    const NAME: &'static str = "leads.engagement.write_rule";
    const KIND: Kind = Kind::Command;
    const ACCESS: Access = Access::Managers;

    /// Half a limit of touches, or half of what is owed in return, is none: it would be dropped without a word.
    fn check(&self) -> Result<(), FieldErrors> {
        let limited = minutes(self.return_hours, self.return_minutes) > 0;
        let returned = self.return_by.is_some() || self.return_duty.is_some();
        FieldErrors::none()
            .unless(
                self.most.is_some() || self.within_days.is_none(),
                "most",
                Complaint::Required,
            )
            .unless(
                self.within_days.is_some() || self.most.is_none(),
                "within_days",
                Complaint::Required,
            )
            .unless(
                self.return_by.is_some() || !(returned || limited),
                "return_by",
                Complaint::Required,
            )
            .unless(
                self.return_duty.is_some() || !(returned || limited),
                "return_duty",
                Complaint::Required,
            )
            .into_result()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::decode;

    const WHOLE: &str = "version=019cadc6-9a80-7000-8000-000000000003&seen=1&name=Call+back&stages=exploring&stages=selecting\
        &giving=marketing&receiving=sales&trigger=lead_handed_over&duty=touch&hours=4&minutes=30";

    fn fields(sent: &str) -> Vec<String> {
        let errors = decode::<WriteRule>(sent).unwrap_err();
        errors.iter().map(|(field, _)| field.to_owned()).collect()
    }

    #[test]
    fn a_form_says_a_whole_rule() {
        let sent = format!("{WHOLE}&most=&within_days=&return_by=&return_duty=&return_hours=&return_minutes=");
        let rule = decode::<WriteRule>(&sent).unwrap().said("call_back".parse().unwrap());
        assert_eq!((rule.limit_minutes, rule.stages.len()), (270, 2));
        assert_eq!((rule.most_touches, rule.counter), (None, None));
        let more = "&most=6&within_days=14&return_by=giver&return_duty=next_touch&return_hours=16";
        let rule = decode::<WriteRule>(&[WHOLE, more].concat())
            .unwrap()
            .said("call_back".parse().unwrap());
        assert_eq!(
            rule.most_touches,
            Some(TouchLimit {
                most: 6,
                within_days: 14
            })
        );
        let counter = Counter {
            by: Side::Giver,
            duty: Duty::NextTouch,
            limit_minutes: 960,
        };
        assert_eq!(rule.counter, Some(counter));
    }

    #[test]
    fn what_is_said_by_half_is_asked_for() {
        assert_eq!(fields(&[WHOLE, "&most=6"].concat()), ["within_days"]);
        assert_eq!(fields(&[WHOLE, "&within_days=6"].concat()), ["most"]);
        assert_eq!(fields(&[WHOLE, "&return_by=giver"].concat()), ["return_duty"]);
        assert_eq!(
            fields(&[WHOLE, "&return_minutes=6"].concat()),
            ["return_by", "return_duty"]
        );
    }
}
