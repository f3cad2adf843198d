//! What sets a rule of engagement off.

use super::{Duty, Rule, RulesOfEngagement};
use crate::{Department, journey::participation::leg_place};

crate::keyed! {
    /// What sets a rule off.
    Trigger {
        /// The giving leg hands a lead over to the receiving leg.
        LeadHandedOver = "lead_handed_over", "A lead is handed over";
        /// The receiving leg accepts a lead that the giving leg handed over.
        LeadAccepted = "lead_accepted", "A lead is accepted";
        /// The giving leg rejects a lead of the receiving leg, and so gives it back.
        LeadRejected = "lead_rejected", "A lead is rejected";
        /// An account enters the stage.
        StageEntered = "stage_entered", "An account enters the stage";
        /// A deal with the account is won.
        DealWon = "deal_won", "A deal is won";
        /// A deal with the account is lost.
        DealLost = "deal_lost", "A deal is lost";
        /// An alert says that the receiving leg owes an act.
        LegMissing = "leg_missing", "A leg is missing";
    }
}

impl Trigger {
    /// Whether it brings a lead.
    pub const fn brings_lead(self) -> bool {
        matches!(self, Self::LeadHandedOver | Self::LeadAccepted | Self::LeadRejected)
    }
}

/// Something that happened at an account and may set rules off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Occasion<'a> {
    /// What.
    pub trigger: Trigger,
    /// Key of the stage in which the account stood; where it is entered, of that stage. What moves the account by itself,
    /// such as a won deal, happens in the stage that it leaves.
    pub stage: &'a str,
    /// The leg that gave, where the occasion says which.
    pub giving: Option<Department>,
    /// The leg that received, where the occasion says which.
    pub receiving: Option<Department>,
    /// Which legs of the account somebody leads, in their usual order.
    pub led: [bool; 3],
}

impl Occasion<'_> {
    /// Whether it sets a rule off. Nobody is asked to name who is named already.
    pub fn sets_off(&self, rule: &Rule) -> bool {
        rule.trigger == self.trigger
            && rule.holds_in(self.stage)
            && !(rule.duty == Duty::NameLead && self.led[leg_place(rule.receiving)])
            && self.giving.is_none_or(|leg| leg == rule.giving)
            && self.receiving.is_none_or(|leg| leg == rule.receiving)
    }
}

impl RulesOfEngagement {
    /// The rules that something sets off, in their order.
    pub fn set_off_by<'a>(&'a self, occasion: &'a Occasion<'_>) -> impl Iterator<Item = &'a Rule> + use<'a> {
        self.rules.iter().filter(|rule| occasion.sets_off(rule))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Department::{Marketing, Sales, Service};

    fn set_off(occasion: &Occasion<'_>) -> Vec<String> {
        let rules = RulesOfEngagement::shipped();
        rules.set_off_by(occasion).map(|rule| rule.key.to_string()).collect()
    }

    #[test]
    fn a_hand_over_sets_off_the_rules_between_its_legs() {
        let mut occasion = Occasion {
            trigger: Trigger::LeadHandedOver,
            stage: "exploring",
            giving: Some(Marketing),
            receiving: Some(Sales),
            led: [true; 3],
        };
        assert_eq!(set_off(&occasion), ["follow_up", "answer"]);
        occasion.receiving = Some(Service);
        assert_eq!(set_off(&occasion), Vec::<String>::new());
        occasion.receiving = Some(Sales);
        occasion.stage = "dormant";
        assert_eq!(set_off(&occasion), Vec::<String>::new());
    }

    #[test]
    fn a_missing_leg_sets_off_the_rules_of_that_leg() {
        let occasion = |leg| Occasion {
            trigger: Trigger::LegMissing,
            stage: "selecting",
            giving: None,
            receiving: Some(leg),
            led: [true; 3],
        };
        assert_eq!(set_off(&occasion(Marketing)), ["silent_marketing"]);
        assert_eq!(set_off(&occasion(Service)), ["silent_service"]);
    }

    #[test]
    fn a_stage_sets_off_all_rules_that_hold_there() {
        let occasion = Occasion {
            trigger: Trigger::StageEntered,
            stage: "expanding",
            giving: None,
            receiving: None,
            led: [true; 3],
        };
        assert_eq!(set_off(&occasion), ["expansion", "expansion_story"]);
    }

    #[test]
    fn nobody_is_asked_to_name_who_is_named_already() {
        let mut occasion = Occasion {
            trigger: Trigger::DealWon,
            stage: "selecting",
            giving: None,
            receiving: None,
            led: [true, true, false],
        };
        assert_eq!(set_off(&occasion), ["won"]);
        occasion.led = [false, false, true];
        assert_eq!(set_off(&occasion), Vec::<String>::new());
    }
}
