//! The rules that the product ships with: what holds until departments agree on others. They leave cells of the matrix
//! open on purpose, for the departments to fill or to exempt: what a company owes itself nobody else knows.

use super::{
    Counter, Duty,
    Precondition::MeetsDefinition,
    Rule, RulesOfEngagement,
    Side::Giver,
    TouchLimit,
    Trigger::{self, DealLost, DealWon, LeadAccepted, LeadHandedOver, LeadRejected, LegMissing, StageEntered},
};
use crate::Department::{self, Marketing, Sales, Service};

impl RulesOfEngagement {
    /// The rules that the product ships with.
    pub fn shipped() -> Self {
        Self {
            rules: SHIPPED.iter().filter_map(Shipped::rule).collect(),
            exempt: Vec::new(),
        }
    }
}

/// A rule as it is written down below.
struct Shipped {
    key: &'static str,
    name: &'static str,
    stages: &'static [&'static str],
    giving: Department,
    receiving: Department,
    trigger: Trigger,
    duty: Duty,
    hours: u32,
    /// So many touches within so many days.
    most_touches: Option<(u16, u16)>,
    /// What the giving leg owes in return, within so many hours.
    in_return: Option<(Duty, u32)>,
}

impl Shipped {
    /// Nothing comes back for a key in the wrong form; a test reads them all.
    fn rule(&self) -> Option<Rule> {
        let stages: Result<_, _> = self.stages.iter().map(|stage| stage.parse()).collect();
        Some(Rule {
            key: self.key.parse().ok()?,
            name: self.name.to_owned(),
            stages: stages.ok()?,
            giving: self.giving,
            receiving: self.receiving,
            trigger: self.trigger,
            precondition: (self.trigger == LeadHandedOver).then_some(MeetsDefinition),
            duty: self.duty,
            limit_minutes: self.hours * 60,
            most_touches: self
                .most_touches
                .map(|(most, within_days)| TouchLimit { most, within_days }),
            counter: self.in_return.map(|(duty, hours)| Counter {
                by: Giver,
                duty,
                limit_minutes: hours * 60,
            }),
        })
    }
}

/// Stages in which there are leads to be sold to.
const SELLING: &[&str] = &["exploring", "committing_to_solution", "justifying", "selecting"];
const LATE: &[&str] = &["justifying", "selecting"];

const SHIPPED: [Shipped; 15] = [
    Shipped {
        key: "follow_up",
        name: "Follow up a lead",
        stages: SELLING,
        giving: Marketing,
        receiving: Sales,
        trigger: LeadHandedOver,
        duty: Duty::Touch,
        hours: 4,
        most_touches: Some((6, 14)),
        in_return: Some((Duty::NextTouch, 16)),
    },
    Shipped {
        key: "answer",
        name: "Answer a lead",
        stages: SELLING,
        giving: Marketing,
        receiving: Sales,
        trigger: LeadHandedOver,
        duty: Duty::Answer,
        hours: 8,
        most_touches: None,
        in_return: None,
    },
    Shipped {
        key: "lead_outcome",
        name: "Say what became of a lead",
        stages: SELLING,
        giving: Marketing,
        receiving: Sales,
        trigger: LeadAccepted,
        duty: Duty::Feedback,
        hours: 80,
        most_touches: None,
        in_return: None,
    },
    Shipped {
        key: "take_back",
        name: "Take a rejected lead back",
        stages: SELLING,
        giving: Sales,
        receiving: Marketing,
        trigger: LeadRejected,
        duty: Duty::NextTouch,
        hours: 16,
        most_touches: None,
        in_return: Some((Duty::Feedback, 8)),
    },
    Shipped {
        key: "late_support",
        name: "Support a late decision",
        stages: LATE,
        giving: Sales,
        receiving: Marketing,
        trigger: StageEntered,
        duty: Duty::Touch,
        hours: 40,
        most_touches: Some((4, 30)),
        in_return: None,
    },
    Shipped {
        key: "late_proof",
        name: "Show how it will be afterwards",
        stages: LATE,
        giving: Sales,
        receiving: Service,
        trigger: StageEntered,
        duty: Duty::Touch,
        hours: 40,
        most_touches: None,
        in_return: None,
    },
    Shipped {
        key: "silent_marketing",
        name: "Bring marketing back",
        stages: LATE,
        giving: Sales,
        receiving: Marketing,
        trigger: LegMissing,
        duty: Duty::Touch,
        hours: 16,
        most_touches: None,
        in_return: None,
    },
    Shipped {
        key: "silent_service",
        name: "Bring service in",
        stages: LATE,
        giving: Sales,
        receiving: Service,
        trigger: LegMissing,
        duty: Duty::Touch,
        hours: 16,
        most_touches: None,
        in_return: None,
    },
    Shipped {
        key: "won",
        name: "Welcome a customer",
        stages: SELLING,
        giving: Sales,
        receiving: Service,
        trigger: DealWon,
        duty: Duty::NameLead,
        hours: 8,
        most_touches: None,
        in_return: Some((Duty::Feedback, 16)),
    },
    Shipped {
        key: "lost",
        name: "Keep in touch after a loss",
        stages: SELLING,
        giving: Sales,
        receiving: Marketing,
        trigger: DealLost,
        duty: Duty::NextTouch,
        hours: 40,
        most_touches: None,
        in_return: Some((Duty::Feedback, 16)),
    },
    Shipped {
        key: "onboarding",
        name: "Begin together",
        stages: &["onboarding"],
        giving: Sales,
        receiving: Service,
        trigger: StageEntered,
        duty: Duty::Touch,
        hours: 16,
        most_touches: None,
        in_return: None,
    },
    Shipped {
        key: "silent_sales",
        name: "Bring sales back",
        stages: &["onboarding", "realising"],
        giving: Service,
        receiving: Sales,
        trigger: LegMissing,
        duty: Duty::Touch,
        hours: 40,
        most_touches: None,
        in_return: None,
    },
    Shipped {
        key: "expansion",
        name: "Ask what more would help",
        stages: &["expanding"],
        giving: Service,
        receiving: Sales,
        trigger: StageEntered,
        duty: Duty::Touch,
        hours: 40,
        most_touches: None,
        in_return: Some((Duty::Feedback, 16)),
    },
    Shipped {
        key: "expansion_story",
        name: "Show what others did next",
        stages: &["expanding"],
        giving: Service,
        receiving: Marketing,
        trigger: StageEntered,
        duty: Duty::Touch,
        hours: 80,
        most_touches: Some((2, 30)),
        in_return: None,
    },
    Shipped {
        key: "advocate",
        name: "Thank an advocate",
        stages: &["advocating"],
        giving: Service,
        receiving: Marketing,
        trigger: StageEntered,
        duty: Duty::Touch,
        hours: 40,
        most_touches: Some((2, 30)),
        in_return: Some((Duty::Feedback, 16)),
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_rule_is_lost_on_the_way() {
        let rules = RulesOfEngagement::shipped();
        assert_eq!(rules.rules.len(), SHIPPED.len());
        for (rule, written) in rules.rules.iter().zip(&SHIPPED) {
            assert_eq!(rule.stages.len(), written.stages.len());
        }
    }

    #[test]
    fn the_shipped_rules_bind_every_leg_in_both_directions() {
        let rules = RulesOfEngagement::shipped();
        for leg in Department::ALL {
            assert!(rules.rules.iter().any(|rule| rule.giving == leg));
            assert!(rules.rules.iter().any(|rule| rule.receiving == leg));
        }
    }
}
