//! Rules of engagement in plain English.

use super::{Counter, Duty, Precondition, Rule, TouchLimit, Trigger};
use crate::{Department, business_time::minutes_in_words, criteria::list, journey::Stages};

impl Rule {
    /// The rule in full, with the stages as the journey calls them: `In Selecting, when marketing hands a lead over to
    /// sales, sales turns to the buyer in person within 4 hours of business time, provided that the lead meets the
    /// definition in force. In return marketing plans the next touch within 16 hours of business time.`
    pub fn describe(&self, stages: &Stages) -> String {
        let names: Vec<&str> = self.stages.iter().map(|stage| stages.name(stage.as_str())).collect();
        let provided = self
            .precondition
            .map(|asked| format!(", provided that {}", asked.clause()))
            .unwrap_or_default();
        let mut sentences = vec![format!(
            "In {}, when {}, {}{provided}.",
            list(&names, "or"),
            self.trigger.clause(self.giving, self.receiving),
            self.duty_in_words(),
        )];
        sentences.extend(
            self.counter
                .map(|counter| format!("In return {}.", self.counter_in_words(counter))),
        );
        let limit = self.most_touches;
        sentences.extend(limit.map(|limit| format!("No more than {} by {}.", limit.in_words(), self.receiving.key())));
        sentences.join(" ")
    }

    /// What the receiving leg owes, and within which time.
    pub(super) fn duty_in_words(&self) -> String {
        owed(self.duty, self.receiving, self.giving, self.limit_minutes)
    }

    /// What is owed in return, and within which time.
    pub(super) fn counter_in_words(&self, counter: Counter) -> String {
        let by = self.leg(counter.by);
        let to = if by == self.giving { self.receiving } else { self.giving };
        owed(counter.duty, by, to, counter.limit_minutes)
    }
}

fn owed(duty: Duty, by: Department, to: Department, minutes: u32) -> String {
    let within = minutes_in_words(minutes);
    format!("{} within {within} of business time", duty.clause(by, to))
}

impl Duty {
    /// What one leg does for another: `sales accepts or rejects the lead`.
    pub fn clause(self, by: Department, to: Department) -> String {
        let (by, to) = (by.key(), to.key());
        match self {
            Self::Touch => format!("{by} turns to the buyer in person"),
            Self::Answer => format!("{by} accepts or rejects the lead"),
            Self::Feedback => format!("{by} tells {to} how it stands"),
            Self::NextTouch => format!("{by} plans the next touch"),
            Self::NameLead => format!("{by} names who leads its leg"),
        }
    }
}

impl Precondition {
    /// What is to hold: `the lead meets the definition in force`.
    pub const fn clause(self) -> &'static str {
        match self {
            Self::MeetsDefinition => "the lead meets the definition in force",
            Self::PainKnown => "a pain of the account is on record",
        }
    }
}

impl Trigger {
    /// What happens: `marketing hands a lead over to sales`.
    pub fn clause(self, giving: Department, receiving: Department) -> String {
        let (giving, receiving) = (giving.key(), receiving.key());
        match self {
            Self::LeadHandedOver => format!("{giving} hands a lead over to {receiving}"),
            Self::LeadAccepted => format!("{receiving} accepts a lead from {giving}"),
            Self::LeadRejected => format!("{giving} rejects a lead from {receiving}"),
            Self::StageEntered => "an account enters the stage".to_owned(),
            Self::DealWon => "a deal is won".to_owned(),
            Self::DealLost => "a deal is lost".to_owned(),
            Self::LegMissing => format!("{receiving} is missing"),
        }
    }
}

impl TouchLimit {
    /// How often: `6 touches within 14 days`.
    pub(super) fn in_words(self) -> String {
        let count = |many: u16, one: &str, several: &str| match many {
            1 => format!("1 {one}"),
            many => format!("{many} {several}"),
        };
        let touches = count(self.most, "touch", "touches");
        format!("{touches} within {}", count(self.within_days, "day", "days"))
    }
}

#[cfg(test)]
mod tests {
    use crate::{journey::Journey, leads::engagement::RulesOfEngagement};

    fn described(key: &str) -> String {
        let rules = RulesOfEngagement::shipped();
        let rule = rules.rule(&key.parse().unwrap()).unwrap();
        rule.describe(&Journey::shipped().stages())
    }

    #[test]
    fn a_rule_reads_as_sentences() {
        assert_eq!(
            described("follow_up"),
            "In Exploring solutions, Committing to a solution, Justifying the decision or Selecting, when marketing \
             hands a lead over to sales, sales turns to the buyer in person within 4 hours of business time, provided \
             that the lead meets the definition in force. In return marketing plans the next touch within 16 hours of \
             business time. No more than 6 touches within 14 days by sales."
        );
        assert_eq!(
            described("silent_service"),
            "In Justifying the decision or Selecting, when service is missing, service turns to the buyer in person \
             within 16 hours of business time."
        );
    }

    #[test]
    fn every_shipped_rule_says_who_owes_whom() {
        let rules = RulesOfEngagement::shipped();
        let stages = Journey::shipped().stages();
        for rule in &rules.rules {
            let said = rule.describe(&stages);
            assert!(said.contains(rule.receiving.key()) && !said.contains('_'), "{said}");
        }
    }
}
