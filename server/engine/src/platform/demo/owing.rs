//! How the departments of the demo company keep what they owe each other: mostly, now and then too late, at times not.

use chrono::{DateTime, TimeDelta, Utc};
use model::{
    activity::Fact,
    leads::{
        engagement::Duty,
        obligations::{Obligation, Part, State},
    },
    values::ids::{AccountId, LeadId},
};

use super::{dice::Dice, stories::office_hour, texts::TOLD};
use crate::leads::obligations::past::{Past, Terms};

/// What is owed at an account while its history is told.
pub(super) struct Owed<'a> {
    pub terms: Terms<'a>,
    pub past: Past,
    /// Of its own, so that nothing else depends on it.
    pub dice: Dice,
}

/// What a leg does about what it owes.
#[derive(Debug)]
pub(super) enum Deed {
    /// It turns to the buyer.
    Touch,
    /// It says something that the log tells.
    Says(Fact),
}

/// When a leg does what it owes, and what; nothing where it does not, where that lies ahead, or where it does so anyway.
pub(super) fn deed(
    owed: &Obligation,
    (account, lead): (AccountId, Option<LeadId>),
    now: DateTime<Utc>,
    dice: &mut Dice,
) -> Option<(DateTime<Utc>, Deed)> {
    let due = owed.due_at?;
    if owed.state != State::Open || owed.part == Part::Word {
        return None;
    }
    let late = due + TimeDelta::days(dice.between(1, 4));
    let in_time = owed.running_since + (due - owed.running_since) * 6 / 10;
    let near = dice.weighted(&[(70, Some(in_time)), (14, Some(late)), (16, None)])?;
    let at = office_hour(near, now, dice).max(owed.running_since + TimeDelta::minutes(dice.between(7, 40)));
    let deed = match owed.duty {
        // Leads are called and answered as their own stories tell.
        Duty::Touch if lead.is_some() => return None,
        Duty::Answer | Duty::NameLead => return None,
        Duty::Touch => Deed::Touch,
        Duty::Feedback => Deed::Says(Fact::HowItStandsTold {
            account,
            lead,
            leg: owed.leg,
            to: owed.to,
            words: (*dice.pick(&TOLD)).to_owned(),
        }),
        Duty::NextTouch => Deed::Says(Fact::NextTouchPlanned {
            account,
            lead,
            leg: owed.leg,
            on: at.date_naive() + TimeDelta::days(dice.between(2, 12)),
        }),
    };
    (at < now).then_some((at, deed))
}
