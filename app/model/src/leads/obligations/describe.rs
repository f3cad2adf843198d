//! What is owed, in plain English.

use super::{Obligation, Part};
use crate::{
    Department,
    business_time::minutes_in_words,
    leads::engagement::{Side, Trigger},
};

impl Obligation {
    /// What it is: `sales accepts or rejects the lead`.
    pub fn clause(&self) -> String {
        match (self.part, self.precondition) {
            (Part::Word, Some(asked)) => format!("{} answers for it that {}", self.leg.key(), asked.clause()),
            (Part::Word, None) => format!("{} keeps its word", self.leg.key()),
            (Part::Duty | Part::Counter, _) => self.duty.clause(self.leg, self.to),
        }
    }

    /// Why, and within which time: `when marketing hands a lead over to sales, within 4 hours of business time`.
    pub fn terms(&self, trigger: Trigger) -> String {
        let (giving, receiving) = self.legs();
        let why = trigger.clause(giving, receiving);
        let within = minutes_in_words(self.limit_minutes);
        let in_return = if self.part == Part::Counter { "in return, " } else { "" };
        format!("{in_return}when {why}, within {within} of business time")
    }

    /// The leg that gives by its rule, and the one that receives.
    const fn legs(&self) -> (Department, Department) {
        match self.side {
            Side::Giver => (self.leg, self.to),
            Side::Receiver => (self.to, self.leg),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::{
        Department::{Marketing, Sales},
        business_time::Pauses,
        leads::{
            engagement::{Duty, Precondition, Side, Trigger},
            obligations::{Obligation, Part, State},
        },
    };

    fn owed(part: Part, side: Side, duty: Duty) -> Obligation {
        let (leg, to) = match side {
            Side::Giver => (Marketing, Sales),
            Side::Receiver => (Sales, Marketing),
        };
        Obligation {
            rule: "follow_up".parse().unwrap(),
            rule_name: "Follow up a lead".to_owned(),
            part,
            side,
            leg,
            to,
            duty,
            precondition: Some(Precondition::MeetsDefinition),
            person: None,
            running_since: chrono::DateTime::UNIX_EPOCH,
            limit_minutes: 240,
            pauses: Pauses::NONE,
            due_at: None,
            state: State::Open,
        }
    }

    #[test]
    fn each_part_says_who_owes_what_and_why() {
        let said = |part, side, duty| {
            let owed = owed(part, side, duty);
            (owed.clause(), owed.terms(Trigger::LeadHandedOver))
        };
        let terms = "when marketing hands a lead over to sales, within 4 hours of business time";
        assert_eq!(
            said(Part::Duty, Side::Receiver, Duty::Answer),
            ("sales accepts or rejects the lead".to_owned(), terms.to_owned())
        );
        assert_eq!(
            said(Part::Word, Side::Giver, Duty::Answer),
            (
                "marketing answers for it that the lead meets the definition in force".to_owned(),
                terms.to_owned()
            )
        );
        assert_eq!(
            said(Part::Counter, Side::Giver, Duty::Feedback),
            (
                "marketing tells sales how it stands".to_owned(),
                format!("in return, {terms}")
            )
        );
    }
}
